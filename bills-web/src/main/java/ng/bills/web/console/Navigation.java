package ng.bills.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import ng.bills.web.page.PagePaths;

/** The pages somebody may go to. */
@Named("navigation")
@RequestScoped
public class Navigation {

  private Me me;
  private HttpServletRequest request;

  protected Navigation() {}

  @Inject
  public Navigation(Me me, HttpServletRequest request) {
    this.me = me;
    this.request = request;
  }

  /**
   * One line.
   *
   * @param path where it leads, inside the application
   * @param label its key in the texts of the console
   * @param current whether it is the page that is shown
   */
  public record Entry(String path, String label, boolean current) {

    // Faces of this line reads properties by getters only

    public String getPath() {
      return path;
    }

    public String getLabel() {
      return label;
    }

    public boolean isCurrent() {
      return current;
    }
  }

  public List<Entry> getEntries() {
    String here = PagePaths.of(request);
    return Arrays.stream(ConsolePage.values())
        .filter(ConsolePage::inNavigation)
        .filter(page -> page.isFor(me.signedIn().roles()))
        .map(page -> new Entry(page.path(), "navigation." + page.name(), page.path().equals(here)))
        .toList();
  }
}
