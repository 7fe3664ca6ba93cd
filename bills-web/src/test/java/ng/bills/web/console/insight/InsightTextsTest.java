package ng.bills.web.console.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import ng.bills.application.insight.port.Figures;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.provider.Circuit;
import org.junit.jupiter.api.Test;

class InsightTextsTest {

  private static final ResourceBundle ENGLISH =
      ResourceBundle.getBundle("ng.bills.web.text.Insight", Locale.ROOT);
  private static final ResourceBundle HAUSA =
      ResourceBundle.getBundle("ng.bills.web.text.Insight", Locale.forLanguageTag("ha"));

  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

  private static Set<Integer> places(String text) {
    Set<Integer> places = new TreeSet<>();
    PLACE.matcher(text).results().forEach(r -> places.add(Integer.parseInt(r.group(1))));
    return places;
  }

  @Test
  void givenEveryText_whenTranslated_thenItHasTheSamePlaces() {
    assertThat(HAUSA.getLocale().getLanguage()).isEqualTo("ha");
    for (String key : ENGLISH.keySet()) {
      assertThat(places(HAUSA.getString(key))).as(key).isEqualTo(places(ENGLISH.getString(key)));
      new MessageFormat(HAUSA.getString(key));
    }
  }

  @Test
  void givenEveryTypeAgeAndState_whenNamed_thenThereIsAText() {
    for (BillType type : BillType.values()) {
      assertThat(ENGLISH.containsKey("type." + type.wireName())).isTrue();
    }
    for (Figures.Age age : Figures.Age.values()) {
      assertThat(ENGLISH.containsKey("age." + age)).isTrue();
    }
    for (Circuit.State state : Circuit.State.values()) {
      assertThat(ENGLISH.containsKey("health." + state)).isTrue();
      assertThat(ENGLISH.containsKey("healthy." + state)).isTrue();
    }
  }
}
