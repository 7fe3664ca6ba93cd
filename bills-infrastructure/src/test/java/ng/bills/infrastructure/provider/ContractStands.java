package ng.bills.infrastructure.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Every adapter with its sandbox, as its contract test sets them up. They are found by looking: an
 * adapter whose contract test lies under this package is in, and nothing is edited for it. One
 * whose code is itself test code (the toy of the instructions) is not.
 */
final class ContractStands {

  private ContractStands() {}

  /** The contract tests of all adapters, by name. */
  static List<Class<? extends BillProviderContract>> all() {
    Path classes = path(BillProviderContract.class);
    Path here = classes.resolve(BillProviderContract.class.getPackageName().replace('.', '/'));
    try (Stream<Path> files = Files.walk(here)) {
      List<Class<? extends BillProviderContract>> found =
          files
              .map(file -> classes.relativize(file).toString())
              .filter(name -> name.endsWith(".class") && !name.contains("$"))
              .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
              .sorted()
              .map(ContractStands::load)
              .filter(BillProviderContract.class::isAssignableFrom)
              .filter(type -> !Modifier.isAbstract(type.getModifiers()))
              .<Class<? extends BillProviderContract>>map(
                  type -> type.asSubclass(BillProviderContract.class))
              .filter(
                  type -> use(type, stand -> !path(stand.provider().getClass()).equals(classes)))
              .toList();
      assertThat(found).as("contract tests under %s", here).isNotEmpty();
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, BillProviderContract.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static Path path(Class<?> type) {
    URL location = type.getProtectionDomain().getCodeSource().getLocation();
    try {
      return Path.of(location.toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** Sets one up as JUnit would, with a sandbox of its own, and takes it down again. */
  static <T> T use(
      Class<? extends BillProviderContract> type, Function<BillProviderContract, T> work) {
    try {
      Constructor<? extends BillProviderContract> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      BillProviderContract stand = constructor.newInstance();
      call(stand, BeforeEach.class);
      try {
        return work.apply(stand);
      } finally {
        call(stand, AfterEach.class);
      }
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(type + " cannot be set up", e);
    }
  }

  private static void call(Object stand, Class<? extends Annotation> marked)
      throws IllegalAccessException, InvocationTargetException {
    for (Class<?> type = stand.getClass(); type != null; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.isAnnotationPresent(marked)) {
          method.setAccessible(true);
          method.invoke(stand);
        }
      }
    }
  }
}
