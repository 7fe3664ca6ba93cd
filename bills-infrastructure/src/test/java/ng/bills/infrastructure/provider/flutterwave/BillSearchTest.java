package ng.bills.infrastructure.provider.flutterwave;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.NotFound;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.outside.OutsideAnswer.Answered;
import ng.bills.infrastructure.outside.OutsideAnswer.NoAnswer;
import ng.bills.infrastructure.outside.OutsideAnswer.NotSent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BillSearchTest {
  private static final VendReference REFERENCE = new VendReference("202603091432abcdefgh12345678");
  private static final Instant LATER = Instant.parse("2026-03-09T13:37:00Z");
  private static final Duration WITHIN = Duration.ofSeconds(15);
  private static final String OURS = row("\"" + REFERENCE + "\"");
  private static final String OTHER = row("\"another\"");
  private static final String NAMELESS = row("null");

  private final List<Integer> asked = new ArrayList<>();
  private final List<Duration> given = new ArrayList<>();
  private Instant now = LATER;

  private static String row(String reference) {
    return "{\"customer_reference\":" + reference + ",\"product\":\"AIRTIME\"}";
  }

  private static OutsideAnswer page(String members) {
    return new Answered(
        200, "{\"status\":\"success\",\"message\":\"x\",\"data\":{" + members + "}}");
  }

  private static OutsideAnswer page(int pages, String... rows) {
    return page("\"transactions\":[" + String.join(",", rows) + "],\"total_pages\":" + pages);
  }

  /** Pages of other people's bills, each with some of its own. */
  private static OutsideAnswer others(int page, int pages) {
    return page(pages, row("\"a" + page + "\""), row("\"b" + page + "\""));
  }

  /** What is said when each page takes a second to come. */
  private RequeryOutcome search(BillSearch.Pages pages) {
    return BillSearch.of(
        REFERENCE,
        Money.ofNaira(500),
        (page, within) -> {
          asked.add(page);
          given.add(within);
          now = now.plusSeconds(1);
          return pages.ask(page, within);
        },
        () -> now,
        WITHIN);
  }

  static Stream<String> lists() {
    return Stream.of(
        "\"transactions\":[" + OTHER + "," + OURS + "],\"total_pages\":9 | Delivered",
        "\"transactions\":[" + NAMELESS + "," + OURS + "],\"total_pages\":9 | Delivered",
        "\"transactions\":[],\"total_pages\":0 | NotFound",
        "\"transactions\":[],\"total\":0 | NotFound",
        "\"transactions\":[] | Unknown",
        "\"transactions\":[" + OTHER + "],\"total_pages\":1 | NotFound",
        "\"transactions\":[" + OTHER + "],\"total_pages\":1,\"total\":1 | NotFound",
        "\"transactions\":[" + OTHER + "],\"total_pages\":1,\"total\":2 | Unknown",
        "\"transactions\":[" + OTHER + "],\"total_pages\":2 | Unknown",
        "\"transactions\":[" + NAMELESS + "],\"total_pages\":1 | Unknown",
        "\"transactions\":[" + row("\"\"") + "],\"total_pages\":1 | Unknown",
        "\"transactions\":[{\"product\":\"AIRTIME\"}],\"total_pages\":1 | Unknown",
        "\"transactions\":[],\"total_pages\":3 | Unknown",
        "\"transactions\":[],\"total\":2 | Unknown",
        "\"transactions\":[],\"total\":2,\"total_pages\":0 | Unknown",
        "\"transactions\":[" + OTHER + "] | Unknown",
        "\"total\":0 | NotFound",
        "\"total\":3,\"total_pages\":0 | Unknown",
        "\"transactions\":null | Unknown",
        "\"transactions\":null,\"total\":0 | Unknown",
        "\"transactions\":[1] | Unknown");
  }

  @ParameterizedTest
  @MethodSource("lists")
  void givenList_whenSearched_thenDeniedOnlyWhenAllOfItWasSeenAndNamed(String list) {
    String[] parts = list.split(" \\| ");
    assertThat(search((page, within) -> page(parts[0])).getClass().getSimpleName())
        .isEqualTo(parts[1]);
  }

  @Test
  void givenManyPages_whenSearched_thenReadUntilItIsFound() {
    RequeryOutcome outcome =
        search((page, within) -> page == 4 ? page(9, OTHER, OURS) : others(page, 9));

    assertThat(outcome).isInstanceOf(Delivered.class);
    assertThat(asked).containsExactly(1, 2, 3, 4);
  }

  @Test
  void givenManyPagesWithoutIt_whenSearched_thenDeniedAfterTheLast() {
    assertThat(search((page, within) -> others(page, 9))).isInstanceOf(NotFound.class);
    assertThat(asked).hasSize(9);
  }

  @Test
  void givenAPageWithoutNames_whenSearched_thenTheOthersAreReadAllTheSame() {
    assertThat(search((page, within) -> page == 1 ? page(3, NAMELESS) : others(page, 3)))
        .isInstanceOf(Unknown.class);
    assertThat(asked).hasSize(3);
    assertThat(search((page, within) -> page == 1 ? page(3, NAMELESS) : page(3, OURS)))
        .isInstanceOf(Delivered.class);
  }

  @Test
  void givenTheSamePageAgainAndAgain_whenSearched_thenNothingIsDenied() {
    assertThat(search((page, within) -> others(1, 3))).isInstanceOf(Unknown.class);
  }

  @Test
  void givenMorePagesThanAreRead_whenSearched_thenUnknown() {
    assertThat(
            BillSearch.of(
                REFERENCE,
                Money.ofNaira(500),
                (page, within) -> {
                  asked.add(page);
                  return others(page, BillSearch.MOST_PAGES + 1);
                },
                () -> LATER,
                WITHIN))
        .isInstanceOf(Unknown.class);
    assertThat(asked).hasSize(BillSearch.MOST_PAGES);
  }

  @Test
  void givenSlowPages_whenSearched_thenTheyShareTheTimeOfOneQuestion() {
    assertThat(search((page, within) -> others(page, 18))).isInstanceOf(Unknown.class);
    assertThat(given)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 15).mapToObj(i -> Duration.ofSeconds(16L - i)).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void givenAPageThatDoesNotCome_whenSearched_thenUnknown(int missing) {
    for (OutsideAnswer answer :
        List.of(
            new NoAnswer("timeout", true),
            new NotSent("no connection"),
            new Answered(500, "{}"),
            new Answered(404, "{\"status\":\"error\",\"message\":\"x\",\"data\":null}"),
            new Answered(200, "{\"status\":\"success\",\"data\":[]}"),
            new Answered(200, "<html></html>"))) {
      assertThat(search((page, within) -> page == missing ? answer : others(page, 2)))
          .isInstanceOf(Unknown.class);
    }
  }
}
