package ng.bills.web.api.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApiLintTest {

  private static final String PAY = "/paths/~1bills~1pay/post";

  @Test
  void givenTheServedDocument_whenLinted_thenNothingIsWrong() {
    assertThat(ApiLint.faults(ApiDocument.served()))
        .as("bills-web/src/main/resources/ng/bills/web/api/docs/openapi.yaml")
        .isEmpty();
  }

  @Test
  void givenANameTwice_whenRead_thenRefusedWithItsLine() {
    assertThatThrownBy(() -> ApiDocument.text("paths: {}\ncomponents: {}\npaths: {}\n"))
        .hasMessageContaining("duplicate key paths")
        .hasMessageContaining("line 3");
  }

  /** Where in the document what is taken out, and what the linter says then. */
  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(PAY, "operationId", "POST /bills/pay: give it an operationId"),
        Arguments.of(PAY, "summary", "POST /bills/pay: give it a summary"),
        Arguments.of(PAY, "tags", "POST /bills/pay: give it one tag"),
        Arguments.of(PAY + "/responses", "201", "POST /bills/pay: describe its good answer"),
        Arguments.of(PAY + "/responses", "403", "POST /bills/pay: describe its answer 403"),
        Arguments.of(PAY + "/responses", "413", "POST /bills/pay: describe its answer 413"),
        Arguments.of(
            PAY + "/requestBody/content/application~1json",
            "example",
            "POST /bills/pay, its request body as application/json: has no example"),
        Arguments.of(
            PAY + "/requestBody/content/application~1json/example",
            "currency",
            "POST /bills/pay, its request body as application/json: its example does not fit"),
        Arguments.of(
            "/components/examples/PaymentAccepted/value/instructions",
            "memo",
            "POST /bills/pay, its answer 201 as application/json: its example does not fit"),
        Arguments.of(
            "/components/schemas/PaymentLine/properties",
            "created_at",
            "GET /bills/history, its answer 200 as application/json"),
        Arguments.of(
            "/components/responses/Mismatch/content/application~1problem+json",
            "schema",
            "POST /bills/pay, its answer 422: errors are application/problem+json"),
        Arguments.of("/components/responses", "Mismatch", "leads nowhere"),
        Arguments.of(
            "/paths/~1bills~1{transaction_id}~1status",
            "parameters",
            "GET /bills/{transaction_id}/status: its path names [transaction_id]"),
        Arguments.of("/components/securitySchemes", "apiKey", "there is no security scheme apiKey"),
        Arguments.of(
            "/webhooks/bill.payment.completed/post",
            "parameters",
            "webhook bill.payment.completed: describe the header webhook-signature"),
        Arguments.of(
            "/webhooks/bill.payment.completed/post/requestBody/content/application~1json",
            "examples",
            "webhook bill.payment.completed, its request body as application/json: has no example"),
        Arguments.of("/info", "title", "OpenAPI 3.1: /info"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void givenSomethingLeftOut_whenLinted_thenSaidWhereAndWhat(
      String where, String what, String expected) {
    ApiDocument document = ApiDocument.served().copy();
    assertThat(document.at(where).has(what)).as(where + "/" + what).isTrue();

    ((ObjectNode) document.at(where)).remove(what);

    assertThat(ApiLint.faults(document)).anyMatch(fault -> fault.contains(expected));
  }
}
