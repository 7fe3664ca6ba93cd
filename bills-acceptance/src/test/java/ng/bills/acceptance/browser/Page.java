package ng.bills.acceptance.browser;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import ng.bills.domain.staff.StaffRole;

/**
 * A page of the console as {@code ConsolePage} declares it, the one place that decides who may see
 * it.
 *
 * @param name its constant
 * @param path its address
 * @param access {@code OPEN}, {@code HALF}, {@code ENROLLING} or {@code ROLES}
 * @param roles who may see it, where it goes by roles
 */
record Page(String name, String path, String access, Set<StaffRole> roles) {

  /** All of them, from the classes that are in the WAR. */
  static List<Page> all() {
    try (URLClassLoader web =
        new URLClassLoader(
            new URL[] {Path.of(System.getProperty("bills.web")).toUri().toURL()},
            Page.class.getClassLoader())) {
      Class<?> type = web.loadClass("ng.bills.web.console.ConsolePage");
      List<Page> pages = new ArrayList<>();
      for (Object page : type.getEnumConstants()) {
        Set<StaffRole> roles =
            ((Set<?>) ask(page, "roles"))
                .stream().map(StaffRole.class::cast).collect(Collectors.toUnmodifiableSet());
        pages.add(
            new Page(
                ((Enum<?>) page).name(),
                (String) ask(page, "path"),
                "" + ask(page, "access"),
                roles));
      }
      return pages;
    } catch (ReflectiveOperationException | IOException e) {
      throw new IllegalStateException("the pages of the console cannot be read", e);
    }
  }

  private static Object ask(Object page, String what) throws ReflectiveOperationException {
    Method method = page.getClass().getDeclaredMethod(what);
    method.setAccessible(true);
    return method.invoke(page);
  }

  /** Whether it is shown; the others only take posts. */
  boolean isShown() {
    return path.endsWith(".xhtml");
  }

  boolean goesByRoles() {
    return access.equals("ROLES");
  }
}
