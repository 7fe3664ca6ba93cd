package ng.bills.web.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApiChangesTest {

  private static final String PAY = "/paths/~1bills~1pay/post";
  private static final String FORM = "/components/schemas/PaymentForm";
  private static final String STATUS = "/components/schemas/PaymentStatus";

  private final ApiDocument served = ApiDocument.served();

  private static ObjectNode object(ApiDocument document, String pointer) {
    return (ObjectNode) document.at(pointer);
  }

  private static Consumer<ApiDocument> without(String pointer, String name) {
    return document -> {
      assertThat(document.at(pointer).has(name)).as(pointer + "/" + name).isTrue();
      object(document, pointer).remove(name);
    };
  }

  private static Consumer<ApiDocument> with(String pointer, String name, String yaml) {
    return document ->
        object(document, pointer).set(name, ApiDocument.text("it: " + yaml).root().path("it"));
  }

  private static Consumer<ApiDocument> adding(String pointer, String text) {
    return document -> ((ArrayNode) document.at(pointer)).add(text);
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        Arguments.of(without("/paths", "/bills/stats"), "GET /bills/stats is gone"),
        Arguments.of(
            without("/webhooks", "bill.refund.completed"), "webhook bill.refund.completed is gone"),
        Arguments.of(
            with(PAY, "operationId", "payBill"),
            "POST /bills/pay: the operationId requestPayment is gone, and with it the method of"
                + " the clients"),
        Arguments.of(
            with("/paths/~1bills~1types/get", "security", "[{apiKey: [read]}]"),
            "GET /bills/types: a key now needs the scope read"),
        Arguments.of(
            with(PAY + "/parameters/0", "required", "true"),
            "POST /bills/pay: the header parameter Idempotency-Key is needed now"),
        Arguments.of(
            with(PAY + "/parameters/0/schema", "maxLength", "64"),
            "POST /bills/pay: the header parameter Idempotency-Key has the maxLength 64 now"),
        Arguments.of(
            with(
                "/paths/~1bills~1stats/get",
                "parameters",
                "[{name: from, in: query, schema: {type: string, format: date-time}}]"),
            "GET /bills/stats: the query parameter to is gone"),
        Arguments.of(
            without(FORM + "/properties", "metadata"),
            "POST /bills/pay: the body.metadata is gone"),
        Arguments.of(
            adding(FORM + "/required", "customer_email"),
            "POST /bills/pay: the body.customer_email is needed now"),
        Arguments.of(
            with(FORM + "/properties/account_type", "enum", "[PREPAID]"),
            "POST /bills/pay: the body.account_type may not be POSTPAID any more"),
        Arguments.of(
            with(FORM + "/properties/customer_phone", "pattern", "'^0'"),
            "POST /bills/pay: the body.customer_phone has the pattern ^0 now"),
        Arguments.of(without(PAY + "/responses", "201"), "POST /bills/pay: the answer 201 is gone"),
        Arguments.of(
            without(PAY + "/responses/201/headers", "Location"),
            "POST /bills/pay: the answer 201 has no header Location any more"),
        Arguments.of(
            without(STATUS + "/properties", "token"),
            "GET /bills/{transaction_id}/status: the answer 200.token is gone"),
        Arguments.of(
            with(STATUS + "/properties/units", "type", "number"),
            "GET /bills/{transaction_id}/status: the answer 200.units may now be [number]"),
        Arguments.of(
            with(STATUS, "required", "[transaction_id, status, outcome, stage, progress]"),
            "GET /bills/{transaction_id}/status: the answer 200.updated_at may now be left out"),
        Arguments.of(
            adding("/components/schemas/Outcome/enum", "lost"),
            "GET /bills/{transaction_id}/status: the answer 200.outcome may now be lost, which"
                + " nobody knows yet"),
        Arguments.of(
            without("/components/schemas/PaymentEventData/properties", "sequence"),
            "webhook bill.payment.completed: the body.data.sequence is gone"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void givenAChangeThatBreaksPartners_whenCompared_thenItIsNamed(
      Consumer<ApiDocument> change, String expected) {
    ApiDocument changed = served.copy();
    change.accept(changed);

    assertThat(ApiChanges.breaking(served, changed)).contains(expected);
  }

  @Test
  void givenAdditionsAndWiderForms_whenCompared_thenNothingBreaks() {
    ApiDocument changed = served.copy();
    with("/paths", "/bills/new", "{get: {operationId: news, responses: {}}}").accept(changed);
    with("/webhooks", "bill.new", "{post: {operationId: onNew}}").accept(changed);
    with(FORM + "/properties", "colour", "{type: string}").accept(changed);
    with(FORM + "/properties/customer_phone", "maxLength", "64").accept(changed);
    adding(FORM + "/properties/account_type/enum", "SMART").accept(changed);
    with(STATUS + "/properties", "colour", "{type: string}").accept(changed);
    adding(STATUS + "/required", "bill_type").accept(changed);
    with(PAY + "/responses", "451", "{description: slower}").accept(changed);
    with(PAY, "summary", "other words").accept(changed);

    assertThat(ApiChanges.breaking(served, changed)).isEmpty();
  }
}
