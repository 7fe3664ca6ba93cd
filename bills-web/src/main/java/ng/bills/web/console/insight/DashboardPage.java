package ng.bills.web.console.insight;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import ng.bills.application.insight.FindFigures;
import ng.bills.web.page.Formats;

/** The dashboard of a period. */
@Named("dashboard")
@RequestScoped
public class DashboardPage {

  private FindFigures figures;
  private HttpServletRequest request;
  private InstantSource clock;
  private ChosenPeriod chosen;
  private DashboardCharts charts;
  private Words words;

  protected DashboardPage() {}

  @Inject
  public DashboardPage(FindFigures figures, HttpServletRequest request, InstantSource clock) {
    this.figures = figures;
    this.request = request;
    this.clock = clock;
  }

  private DashboardCharts charts() {
    if (charts == null) {
      charts = new DashboardCharts(figures.of(chosen().period()), words());
    }
    return charts;
  }

  private ChosenPeriod chosen() {
    if (chosen == null) {
      chosen =
          ChosenPeriod.read(
              request.getParameter("last"),
              request.getParameter("from"),
              request.getParameter("until"),
              clock.instant());
    }
    return chosen;
  }

  private Words words() {
    if (words == null) {
      words = Words.ofPage();
    }
    return words;
  }

  /** What can be chosen without a calendar. */
  public List<Choice> getChoices() {
    return List.of("24h", "7d", "30d", "90d").stream()
        .map(c -> new Choice(c, words().say("period." + c), c.equals(chosen().last())))
        .toList();
  }

  /**
   * A period to choose.
   *
   * @param value in the address
   * @param label on the page
   * @param current whether it is the one shown
   */
  public record Choice(String value, String label, boolean current) {}

  public String getFrom() {
    return chosen().from();
  }

  public String getUntil() {
    return chosen().until();
  }

  /** What is wrong with the days that were chosen; empty when nothing is. */
  public String getFault() {
    return chosen().fault().map(words()::say).orElse("");
  }

  public String getPeriodSays() {
    return words()
        .say(
            "period.says",
            Formats.time(chosen().period().from()),
            Formats.time(chosen().period().until()));
  }

  public List<Panel> getVolume() {
    return List.of(charts().volume(), charts().troubles());
  }

  public List<Panel> getFloats() {
    return List.of(charts().floats());
  }

  public List<Line> getByType() {
    return charts().byType();
  }

  public List<Line> getByProvider() {
    return charts().byProvider();
  }

  public String getSuccessSays() {
    return charts().successSays();
  }

  public List<Line> getSpeed() {
    return charts().speed();
  }

  public String getSpeedSays() {
    return charts().speedSays();
  }

  public List<Line> getOpen() {
    return charts().open();
  }

  public String getOpenSays() {
    return charts().openSays();
  }
}
