package ng.bills.sandbox.vtpass;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import ng.bills.sandbox.http.JsonText;

/**
 * The bodies of {@code /merchant-verify}. Pure. Key names differ from one DISCO to the next, as on
 * the wire.
 */
final class CheckAnswers {
  /** The form of GOtv, for example {@code 02-FEB-26}. */
  private static final DateTimeFormatter SHORT_DAY =
      DateTimeFormatter.ofPattern("dd-MMM-yy", Locale.ENGLISH);

  private CheckAnswers() {}

  /** Code 000, and yet there is no such account. */
  static JsonObject wrongBillersCode(Service service) {
    String error =
        switch (service.served()) {
          case METER -> "Invalid meter number. Check that you selected the right meter type";
          case SUBSCRIBER, SMARTCARD -> "Invalid smartcard number. Please check and try again";
          default -> "Invalid account. Please check and try again";
        };
    return envelope(
        JsonText.object()
            .add("error", error)
            .add("WrongBillersCode", true)
            .add("commission_details", commission(service)));
  }

  /** DStv and GOtv: without WrongBillersCode when all is well. */
  static JsonObject subscriber(Service service, Smartcard card, LocalDate today) {
    JsonObjectBuilder content =
        JsonText.object()
            .add("Customer_Name", Customers.name(card.account()))
            .add("Status", card.due().isBefore(today) ? "SUSPENDED" : "ACTIVE");
    String due =
        service.id().equals("gotv")
            ? SHORT_DAY.format(card.due()).toUpperCase(Locale.ENGLISH)
            : card.due() + "T00:00:00";
    content.add(card.form() == Smartcard.Form.OLD_DUE_DATE ? "DUE_DATE" : "Due_Date", due);
    content
        .add("Customer_Number", card.account())
        .add("Customer_Type", service.id().toUpperCase(Locale.ROOT));
    if (card.form() != Smartcard.Form.WITHOUT_BOUQUET) {
      Optional<Variation> bouquet = service.variation(card.bouquet());
      content.add("Current_Bouquet", bouquet.map(Variation::name).orElse(card.bouquet()));
      content.add("Current_Bouquet_Code", card.bouquet());
      card.renewal(service).ifPresent(kobo -> content.add("Renewal_Amount", Naira.fixed(kobo)));
    }
    return envelope(content.add("commission_details", commission(service)));
  }

  /** StarTimes. */
  static JsonObject smartcard(String account) {
    return envelope(
        JsonText.object()
            .add("Customer_Name", Customers.name(account))
            .add("Balance", Naira.of(54_82))
            .add("Smartcard_Number", account)
            .add("WrongBillersCode", false));
  }

  /** JAMB, and whatever else has an account. */
  static JsonObject named(Service service, String account) {
    return envelope(
        JsonText.object()
            .add("Customer_Name", Customers.name(account))
            .add("WrongBillersCode", false)
            .add("commission_details", commission(service)));
  }

  /** Smile, asked by e-mail address. */
  static JsonObject smile(String accountId) {
    return envelope(
        JsonText.object()
            .add(
                "AccountList",
                JsonText.object()
                    .add(
                        "Account",
                        JsonText.array()
                            .add(
                                JsonText.object()
                                    .add("AccountId", accountId)
                                    .add("FriendlyName", Customers.name(accountId))))));
  }

  static JsonObject meter(Service service, String type, String account, boolean keyChangeWaiting) {
    JsonObjectBuilder content =
        JsonText.object()
            .add("Customer_Name", Customers.name(account))
            .add("Address", Customers.address(account));
    String minimum = Naira.of(service.minimumKobo()).toPlainString();
    String maximum = Naira.of(service.maximumKobo()).toPlainString();
    boolean postpaid = type.equals("postpaid");
    switch (service.id()) {
      case "ikeja-electric" -> {
        content.add("Meter_Number", account).add("Customer_Arrears", "").add("Minimum_Amount", "");
        content.add("Min_Purchase_Amount", minimum).add("Can_Vend", "yes");
        content.add("Business_Unit", "IKEJA").add("Customer_Account_Type", "NMD");
        content.add("Meter_Type", type.toUpperCase(Locale.ROOT));
      }
      case "abuja-electric" -> {
        content.add("MeterNumber", account).add("Outstanding", postpaid ? "1250.40" : "0");
        content.add("Minimum_Amount", minimum).add("Meter_Type", type).add("Franchise", "KUBWA");
      }
      case "ibadan-electric" -> {
        content.add("Meter_Number", account).add("Service_Band", "A").addNull("Customer_Arrears");
        content.add("Minimum_Amount", service.minimumKobo() / 100).add("Meter_Type", type);
      }
      case "eko-electric" -> {
        content.add("MeterNumber", account).add("Account_Number", "0" + account);
        content.add("Customer_District", "LEKKI").add("Min_Purchase_Amount", minimum);
        content.add("Customer_Phone", "N/A").add("Meter_Type", type.toUpperCase(Locale.ROOT));
      }
      case "portharcourt-electric" -> {
        content.add("Meter_Number", account).add("Customer_Number", "8" + account);
        content.add("Customer_Arrears", "0.00").add("Tariff", "R2");
        content.add("MAX_Purchase_Amount", maximum).add("Meter_Type", type);
      }
      default -> {
        content.add("Meter_Number", account).add("District", "N/A").add("Last_Purchase_Days", "");
        content.add("Minimum_Amount", minimum).add("Meter_Type", type.toUpperCase(Locale.ROOT));
      }
    }
    if (keyChangeWaiting) {
      content.add("KCT1", "").add("KCT2", "");
    }
    return envelope(
        content.add("WrongBillersCode", false).add("commission_details", commission(service)));
  }

  private static JsonObject envelope(JsonObjectBuilder content) {
    return JsonText.object().add("code", "000").add("content", content).build();
  }

  private static JsonObjectBuilder commission(Service service) {
    return JsonText.object()
        .addNull("amount")
        .add("rate", service.commissionRate())
        .add("rate_type", "percent")
        .add("computation_type", "default");
  }
}
