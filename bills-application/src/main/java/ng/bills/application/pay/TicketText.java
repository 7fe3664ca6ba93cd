package ng.bills.application.pay;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.payment.PaymentForm;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.pay.PageSecret;

/** A ticket as text, to be sealed: its fields between dots, {@code -} for none. */
final class TicketText {

  private static final String VERSION = "1";
  private static final String NONE = "-";
  private static final String PRESENT = "=";

  /** Fields before the metadata, which are pairs. */
  private static final int FIELDS = 18;

  private TicketText() {}

  static String write(PageTicket ticket) {
    PaymentForm form = ticket.form();
    List<String> fields = new ArrayList<>();
    fields.add(VERSION);
    fields.add(ticket.secret().text());
    fields.add(ticket.partner().toString());
    fields.add(Long.toString(ticket.expiresAt().toEpochMilli()));
    List.of(
            ticket.returnUrl(),
            ticket.customerName(),
            form.billType(),
            form.providerCode(),
            form.accountNumber(),
            form.accountType(),
            form.planCode(),
            form.subscriptionChange(),
            form.amount().map(BigDecimal::toString),
            form.currency(),
            form.paymentSource(),
            form.customerEmail(),
            form.customerPhone(),
            form.requestReference())
        .forEach(field -> fields.add(field.map(TicketText::encode).orElse(NONE)));
    form.metadata()
        .forEach(
            (name, value) -> {
              fields.add(encode(name));
              fields.add(encode(value));
            });
    return String.join(".", fields);
  }

  /** The ticket; empty when another release wrote it otherwise. */
  static Optional<PageTicket> read(String text) {
    String[] fields = text.split("\\.", -1);
    if (fields.length < FIELDS || !fields[0].equals(VERSION) || fields.length % 2 != 0) {
      return Optional.empty();
    }
    Map<String, String> metadata = new HashMap<>();
    for (int i = FIELDS; i < fields.length; i += 2) {
      metadata.put(decode(fields[i]), decode(fields[i + 1]));
    }
    return Optional.of(
        new PageTicket(
            new PageSecret(fields[1]),
            new PartnerId(UUID.fromString(fields[2])),
            new PaymentForm(
                optional(fields[6]),
                optional(fields[7]),
                optional(fields[8]),
                optional(fields[9]),
                optional(fields[10]),
                optional(fields[11]),
                optional(fields[12]).map(BigDecimal::new),
                optional(fields[13]),
                optional(fields[14]),
                optional(fields[15]),
                optional(fields[16]),
                optional(fields[17]),
                metadata),
            optional(fields[4]),
            optional(fields[5]),
            Instant.ofEpochMilli(Long.parseLong(fields[3]))));
  }

  private static Optional<String> optional(String field) {
    return field.equals(NONE) ? Optional.empty() : Optional.of(decode(field));
  }

  /** Without dots, which stand between fields; and never like {@link #NONE}. */
  private static String encode(String text) {
    return PRESENT + text.replace("%", "%25").replace(".", "%2E");
  }

  private static String decode(String field) {
    return field.substring(PRESENT.length()).replace("%2E", ".").replace("%25", "%");
  }
}
