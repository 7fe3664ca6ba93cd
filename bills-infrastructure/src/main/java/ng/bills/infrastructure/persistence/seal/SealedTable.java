package ng.bills.infrastructure.persistence.seal;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table with sealed columns: how to walk it in the order of its key, and how to write what was
 * sealed again. Its parts are constants, so they may stand in statements.
 *
 * @param keyTypes of the columns of the key, to compare them as what they are
 * @param quiet true of rows that nobody is about to work on
 */
record SealedTable(
    String name, List<String> key, List<String> keyTypes, List<String> sealed, String quiet) {

  private static final List<String> ID = List.of("id");
  private static final List<String> UUID = List.of("uuid");
  private static final String ALWAYS = "true";

  static final List<SealedTable> ALL =
      List.of(
          new SealedTable(
              "payment",
              ID,
              UUID,
              List.of(
                  "account_sealed",
                  "phone_sealed",
                  "email_sealed",
                  "metadata_sealed",
                  "customer_name_sealed"),
              // a locked row is passed by whoever claims work, and would wait for a tick
              "lease_id is null and (next_action_at is null"
                  + " or next_action_at > now() + interval '10 seconds')"),
          new SealedTable(
              "token",
              List.of("payment_id", "delivery_number", "line"),
              List.of("uuid", "int", "int"),
              List.of("digits_sealed"),
              ALWAYS),
          new SealedTable(
              "provider_exchange", ID, UUID, List.of("request_sealed", "response_sealed"), ALWAYS),
          new SealedTable("staff", ID, UUID, List.of("secret_sealed"), ALWAYS),
          new SealedTable("provider_event", ID, UUID, List.of("body_sealed"), "lease_id is null"),
          new SealedTable(
              "hook_endpoint",
              ID,
              UUID,
              List.of("url_sealed", "secret_sealed", "former_secret_sealed"),
              ALWAYS),
          new SealedTable(
              "hook_attempt",
              List.of("endpoint_id", "event_id", "number"),
              List.of("uuid", "uuid", "int"),
              List.of("answer_sealed"),
              "ended_at is not null"));

  /** What {@code FieldCrypt} was told when the field was sealed. */
  String context(String column, List<String> rowKey) {
    return name + "." + column + "/" + String.join("/", rowKey);
  }

  /**
   * Parameters: for each sealed column the length of the head and the head; the last key, unless it
   * is the first page; how many. A field that begins with the head comes as null.
   */
  String page(boolean first) {
    return "select "
        + Stream.concat(
                key.stream().map(k -> k + "::text"),
                sealed.stream()
                    .map(
                        c -> "case when substring(" + c + " from 1 for ?) <> ? then " + c + " end"))
            .collect(Collectors.joining(", "))
        + " from "
        + name
        + (first
            ? ""
            : " where ("
                + String.join(", ", key)
                + ") > ("
                + keyParameters().collect(commas())
                + ")")
        + " order by "
        + String.join(", ", key)
        + " limit ?";
  }

  /**
   * Parameters: the new fields, null for one that stays; the key; the fields as they were read,
   * null again for one that stays. Changes nothing where somebody holds the row or was faster.
   */
  String write() {
    return "update "
        + name
        + " t set "
        + sealed.stream().map(c -> c + " = coalesce(?, t." + c + ")").collect(commas())
        + " from (select ctid from "
        + name
        + " where ("
        + String.join(", ", key)
        + ") = ("
        + keyParameters().collect(commas())
        + ") and "
        + quiet
        + sealed.stream()
            .map(c -> " and " + c + " is not distinct from coalesce(?, " + c + ")")
            .collect(Collectors.joining())
        + " for update skip locked) held where t.ctid = held.ctid";
  }

  /** The fields of each key, column by column; reads the whole table. */
  String count() {
    return sealed.stream()
        .map(
            c ->
                "select '"
                    + name
                    + "', '"
                    + c
                    + "', seal_key_id("
                    + c
                    + "), count(*) from "
                    + name
                    + " where "
                    + c
                    + " is not null group by 3")
        .collect(Collectors.joining(" union all "));
  }

  private Stream<String> keyParameters() {
    return keyTypes.stream().map(type -> "?::" + type);
  }

  private static java.util.stream.Collector<CharSequence, ?, String> commas() {
    return Collectors.joining(", ");
  }
}
