package ng.bills.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ng.bills.acceptance.PartnerClient.Requested;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Generated from the document the running system shows: every operation, by one partner with the
 * ids of another, against the real database.
 */
class OwnDataIT extends AcceptanceTest {

  private static final Pattern PATH = Pattern.compile("^ {2}(/\\S+):$", Pattern.MULTILINE);
  private static final Pattern VERB =
      Pattern.compile("^ {4}(get|post|put|patch|delete):$", Pattern.MULTILINE);
  private static final Map<String, String> VALUES =
      Map.of("type", "electricity", "code", "ikedc", "provider", "vtpass");

  private final AnyCaller caller = new AnyCaller(system());
  private final PartnerClient owner =
      new PartnerClient(system(), system().newApiKey("owner " + UUID.randomUUID()));
  private final String stranger = system().newApiKey("stranger " + UUID.randomUUID());

  private record Operation(String method, String path) {}

  private List<Operation> operations() {
    String document = caller.get("/openapi").body();
    String paths =
        document.substring(document.indexOf("\npaths:"), document.indexOf("\ncomponents:"));
    List<Operation> operations = new ArrayList<>();
    Matcher path = PATH.matcher(paths);
    List<Integer> starts = path.results().map(found -> found.start()).toList();
    for (int i = 0; i < starts.size(); i++) {
      String part =
          paths.substring(
              starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : paths.length());
      String name = part.substring(2, part.indexOf(":\n"));
      VERB.matcher(part)
          .results()
          .forEach(
              found ->
                  operations.add(new Operation(found.group(1).toUpperCase(Locale.ROOT), name)));
    }
    return operations;
  }

  @Test
  void givenPaymentsOfAnotherPartner_whenEveryOperationIsAsked_then404AndNothingOfThem() {
    String meter = "45077001122";
    String mail = "own-data@customer.example";
    Requested paid = owner.request(PartnerClient.electricity(meter, "PREPAID", 1_000), mail);
    Requested waiting = owner.request(PartnerClient.electricity(meter, "PREPAID", 1_100), mail);
    new PayingCustomer(system().sandbox().hubUrl()).pay(paid.sendTo(), paid.amount(), paid.memo());
    JsonObject completed = owner.awaitStatus(paid.id(), "completed");
    List<String> marks =
        List.of(
            paid.id(),
            paid.reference(),
            waiting.id(),
            waiting.reference(),
            meter,
            mail,
            completed.getString("token"),
            completed.getJsonObject("payment_details").getString("provider_reference"));

    List<Operation> operations = operations();
    assertThat(operations).hasSizeGreaterThanOrEqualTo(16);
    SoftAssertions softly = new SoftAssertions();
    for (Operation operation : operations) {
      for (String id : List.of(paid.id(), waiting.id())) {
        HttpResponse<String> answer = ask(operation, id);
        String what = operation + " " + answer.statusCode();
        for (String mark : marks) {
          softly.assertThat(answer.body()).as(what).doesNotContain(mark);
        }
        if (operation.path().contains("_id}") && !operation.path().endsWith("/qr.svg")) {
          softly.assertThat(answer.statusCode()).as(what).isIn(403, 404);
        }
      }
    }
    softly.assertAll();
    assertThat(owner.status(waiting.id()).getString("status"))
        .as("nobody else called it off")
        .isEqualTo("pending_payment");
  }

  /** What it must be told, else it is refused before anybody asks whose it is. */
  private static String form(Operation operation) {
    return operation.path().equals("/webhook-endpoints/{endpoint_id}/replay")
        ? "{\"from\":\"2026-01-01T00:00:00Z\"}"
        : "{}";
  }

  private HttpResponse<String> ask(Operation operation, String id) {
    String path = operation.path();
    Matcher name = Pattern.compile("\\{([a-z_]+)}").matcher(path);
    String filled =
        name.replaceAll(
            parameter -> {
              String known = VALUES.get(parameter.group(1));
              return known == null ? id : known;
            });
    boolean body = !operation.method().equals("GET") && !operation.method().equals("DELETE");
    return caller.send(
        operation.method(),
        "/api/v1" + filled,
        body ? BodyPublishers.ofString(form(operation)) : BodyPublishers.noBody(),
        "Authorization",
        "Bearer " + stranger,
        "Content-Type",
        "application/json");
  }
}
