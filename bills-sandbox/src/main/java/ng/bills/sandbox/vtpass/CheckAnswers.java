package ng.bills.sandbox.vtpass;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import ng.bills.sandbox.http.JsonText;

/**
 * The bodies of {@code /merchant-verify}. Pure. Key names differ from one DISCO to the next, as on
 * the wire.
 */
final class CheckAnswers {
  private CheckAnswers() {}

  /** Code 000, and yet there is no such account. */
  static JsonObject wrongBillersCode(Catalogue.Service service) {
    String error =
        service.kind() == Catalogue.Kind.ELECTRICITY
            ? "Invalid meter number. Check that you selected the right meter type"
            : "Invalid smartcard number. Please check and try again";
    return envelope(
        JsonText.object()
            .add("error", error)
            .add("WrongBillersCode", true)
            .add("commission_details", commission(service)));
  }

  static JsonObject smartcard(Catalogue.Service service, String account) {
    JsonObjectBuilder content = JsonText.object().add("Customer_Name", Customers.name(account));
    if (service.id().equals("startimes")) {
      content.add("Balance", Naira.of(54_82)).add("Smartcard_Number", account);
    } else {
      Catalogue.Variation current = service.variations().get(0);
      content.add("Status", "ACTIVE").add("Due_Date", "2026-12-06T00:00:00");
      content
          .add("Customer_Number", account)
          .add("Customer_Type", service.id().toUpperCase(Locale.ROOT));
      content.add("Current_Bouquet", current.name()).add("Current_Bouquet_Code", current.code());
      content.add("Renewal_Amount", Naira.fixed(current.priceKobo()));
      content.add("commission_details", commission(service));
      return envelope(content); // DStv and GOtv answer without WrongBillersCode when all is well
    }
    return envelope(content.add("WrongBillersCode", false));
  }

  static JsonObject meter(
      Catalogue.Service service, String type, String account, boolean keyChangeWaiting) {
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

  private static JsonObjectBuilder commission(Catalogue.Service service) {
    return JsonText.object()
        .addNull("amount")
        .add("rate", service.commissionRate())
        .add("rate_type", "percent")
        .add("computation_type", "default");
  }
}
