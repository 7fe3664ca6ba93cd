package ng.bills.sandbox.vtpass;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import ng.bills.sandbox.http.JsonText;

/**
 * The bodies of {@code /pay} and {@code /requery}. Pure. Where the wire wanders (string or number,
 * date forms, empty content) the sandbox wanders too, by the number of the purchase, so that every
 * form is met and each purchase keeps its own.
 */
final class PayAnswers {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.000000'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter LAGOS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.000000").withZone(ZoneId.of("Africa/Lagos"));

  /** Naira a kWh in kobo, before VAT of 7.5 %. */
  private static final long TARIFF_KOBO = 6_850;

  private static final Map<String, String> DESCRIPTIONS = new TreeMap<>();

  static {
    DESCRIPTIONS.put("010", "VARIATION CODE DOES NOT EXIST");
    DESCRIPTIONS.put("011", "INVALID ARGUMENTS");
    DESCRIPTIONS.put("012", "PRODUCT DOES NOT EXIST");
    DESCRIPTIONS.put("013", "BELOW MINIMUM AMOUNT ALLOWED");
    DESCRIPTIONS.put("014", "REQUEST ID ALREADY EXIST");
    DESCRIPTIONS.put("015", "INVALID REQUEST ID");
    DESCRIPTIONS.put("016", "TRANSACTION FAILED");
    DESCRIPTIONS.put("017", "ABOVE MAXIMUM AMOUNT ALLOWED");
    DESCRIPTIONS.put("018", "LOW WALLET BALANCE");
    DESCRIPTIONS.put("019", "LIKELY DUPLICATE TRANSACTION");
    DESCRIPTIONS.put("021", "ACCOUNT LOCKED");
    DESCRIPTIONS.put("022", "ACCOUNT SUSPENDED");
    DESCRIPTIONS.put("023", "API ACCESS NOT ENABLE FOR USER");
    DESCRIPTIONS.put("024", "ACCOUNT INACTIVE");
    DESCRIPTIONS.put("027", "IP NOT WHITELISTED");
    DESCRIPTIONS.put("028", "PRODUCT IS NOT WHITELISTED ON YOUR ACCOUNT");
    DESCRIPTIONS.put("030", "BILLER NOT REACHABLE AT THIS POINT");
    DESCRIPTIONS.put("034", "SERVICE SUSPENDED");
    DESCRIPTIONS.put("035", "SERVICE INACTIVE");
    DESCRIPTIONS.put("083", "SYSTEM ERROR");
    DESCRIPTIONS.put("085", "IMPROPER REQUEST ID: DOES NOT CONTAIN TODAY'S DATE");
    DESCRIPTIONS.put("091", "TRANSACTION NOT PROCESSED");
  }

  private final Tokens tokens;

  PayAnswers(Tokens tokens) {
    this.tokens = tokens;
  }

  static JsonObject refusal(String code) {
    return JsonText.object()
        .add("code", code)
        .add("response_description", DESCRIPTIONS.getOrDefault(code, "NOT PROCESSED"))
        .build();
  }

  static JsonObject invalid(String field) {
    return JsonText.object()
        .add("code", "011")
        .add("response_description", DESCRIPTIONS.get("011"))
        .add(
            "content",
            JsonText.object().add("errors", "The " + field + " field is required or not valid."))
        .build();
  }

  /**
   * @param failureInside000 a failed purchase is told with code 000 and the inner status, not with
   *     016
   */
  JsonObject pay(Purchase purchase, boolean failureInside000) {
    return answer(purchase, false, failureInside000);
  }

  JsonObject requery(Purchase purchase) {
    return answer(purchase, true, false);
  }

  private JsonObject answer(Purchase purchase, boolean requery, boolean failureInside000) {
    int form = (int) (purchase.number % 3);
    return switch (purchase.status()) {
      case DELIVERED -> full(purchase, "000", "TRANSACTION SUCCESSFUL", "delivered", requery);
      case REVERSED -> full(purchase, "040", "TRANSACTION REVERSAL TO WALLET", "reversed", requery);
      case FAILED -> failed(purchase, form, requery, failureInside000);
      case PENDING -> pending(purchase, form, requery);
    };
  }

  private JsonObject failed(Purchase purchase, int form, boolean requery, boolean inside000) {
    if (inside000) {
      return full(purchase, "000", "TRANSACTION PROCESSED", "failed", requery);
    }
    if (form == 0 || requery) {
      return full(purchase, "016", "TRANSACTION FAILED", "failed", requery);
    }
    JsonObjectBuilder bare =
        JsonText.object().add("code", "016").add("response_description", "TRANSACTION FAILED");
    if (form == 1) {
      bare.addNull("content");
    } else {
      bare.add("content", JsonValue.EMPTY_JSON_OBJECT);
    }
    return bare.add("requestId", purchase.requestId)
        .add("amount", Naira.of(purchase.amountKobo))
        .build();
  }

  private JsonObject pending(Purchase purchase, int form, boolean requery) {
    return switch (form) {
      case 0 ->
          JsonText.object()
              .add("code", "099")
              .add("response_description", "TRANSACTION IS PROCESSING")
              .add("content", JsonValue.EMPTY_JSON_OBJECT)
              .build();
      case 1 -> full(purchase, "099", "TRANSACTION IS PROCESSING", "pending", requery);
      default ->
          full(
              purchase, "000", "TRANSACTION PROCESSED", requery ? "pending" : "initiated", requery);
    };
  }

  private JsonObject full(
      Purchase purchase, String code, String description, String status, boolean requery) {
    long noise = tokens.noise(purchase.number);
    boolean delivered = status.equals("delivered");
    JsonObjectBuilder answer = JsonText.object().add("code", code);
    answer.add(
        "content",
        JsonText.object().add("transactions", transaction(purchase, status, requery, noise)));
    answer.add("response_description", description).add("requestId", purchase.requestId);
    if (requery == (noise % 2 == 0)) {
      answer.add("amount", Naira.fixed(purchase.amountKobo));
    } else {
      answer.add("amount", Naira.of(purchase.amountKobo));
    }
    date(answer, purchase, requery, noise);
    if (delivered && purchase.service.kind() == Catalogue.Kind.ELECTRICITY) {
      if (purchase.variation.equals("prepaid")) {
        prepaid(answer, purchase, noise);
      } else {
        postpaid(answer, purchase, noise);
      }
    } else {
      answer.add("purchased_code", "");
    }
    return answer.build();
  }

  private JsonObjectBuilder transaction(
      Purchase purchase, String status, boolean requery, long noise) {
    BigDecimal commission = Naira.of(purchase.commissionKobo);
    JsonObjectBuilder inner =
        JsonText.object()
            .add("status", status)
            .add("product_name", purchase.service.name())
            .add("unique_element", purchase.account);
    if (requery || noise % 3 == 0) {
      inner.add("unit_price", Naira.of(purchase.amountKobo));
    } else {
      inner.add("unit_price", Naira.of(purchase.amountKobo).toPlainString());
    }
    inner.add("quantity", 1).addNull("service_verification").add("channel", "api");
    inner.add("commission", requery ? commission.setScale(0, RoundingMode.HALF_UP) : commission);
    inner.add("total_amount", Naira.of(purchase.debitKobo())).addNull("discount");
    inner.add("type", purchase.service.kind().typeName).add("email", "ops@merchant");
    inner.add("phone", purchase.phone).addNull("name").add("convinience_fee", 0);
    if (requery) {
      inner.add("amount", Naira.of(purchase.amountKobo));
    } else {
      inner.add("amount", Naira.of(purchase.amountKobo).toPlainString());
    }
    inner.add("platform", "api").add("method", requery ? "wallet" : "api");
    inner.add("transactionId", "177" + String.format("%019d%04d", noise, purchase.number % 10_000));
    if (requery) {
      inner.add("product_id", noise % 500);
      if (status.equals("delivered") && purchase.prepaidElectricity()) {
        if (purchase.tokenKnown()) {
          inner.add("extras", "Token : " + tokens.energy(purchase.number));
        } else {
          inner.add("extras", "Token : N/A");
        }
      }
    }
    return inner.add(
        "commission_details",
        JsonText.object()
            .add("amount", commission)
            .add("rate", purchase.service.commissionRate())
            .add("rate_type", "percent")
            .add("computation_type", "default"));
  }

  private static void date(
      JsonObjectBuilder answer, Purchase purchase, boolean requery, long noise) {
    if (requery && noise % 4 == 1) {
      answer.addNull("transaction_date");
    } else if (noise % 4 == 3) {
      answer.add(
          "transaction_date",
          JsonText.object()
              .add("date", LAGOS.format(purchase.at))
              .add("timezone_type", 3)
              .add("timezone", "Africa/Lagos"));
    } else {
      answer.add("transaction_date", ISO.format(purchase.at));
    }
  }

  private void postpaid(JsonObjectBuilder answer, Purchase purchase, long noise) {
    answer
        .add("purchased_code", "")
        .addNull("token")
        .add("utilityName", purchase.service.name())
        .add("balance", Naira.fixed(0))
        .add("customerBalance", Naira.of(noise % 1_000_000))
        .add("exchangeReference", reference(noise));
  }

  private void prepaid(JsonObjectBuilder answer, Purchase purchase, long noise) {
    boolean known = purchase.tokenKnown();
    String energy = known ? tokens.energy(purchase.number) : null;
    long netKobo = purchase.amountKobo * 1_000 / 1_075;
    BigDecimal units =
        BigDecimal.valueOf(netKobo).divide(BigDecimal.valueOf(TARIFF_KOBO), 1, RoundingMode.DOWN);
    BigDecimal net = Naira.of(netKobo);
    BigDecimal vat = Naira.of(purchase.amountKobo - netKobo);
    switch (purchase.service.id()) {
      case "ikeja-electric" -> ikeja(answer, purchase, energy, noise, units, net, vat);
      case "eko-electric" -> eko(answer, purchase, energy, units, net, vat);
      case "kano-electric", "jos-electric", "yola-electric" ->
          camelCase(answer, purchase, energy, noise, units, net, vat);
      case "portharcourt-electric" ->
          portHarcourt(answer, purchase, energy, noise, units, net, vat);
      case "abuja-electric" -> abuja(answer, energy, noise, units, vat);
      case "kaduna-electric", "enugu-electric", "benin-electric" -> {
        bare(answer, "token", energy, noise);
        answer.add("purchased_code", prefixed(energy, noise));
        answer.add("units", units).add("tariff", "N68.50").add("vat", vat);
        answer.add("exchangeReference", reference(noise));
      }
      default -> { // ibadan-electric, aba-electric: the token is nowhere but here
        answer.add("purchased_code", prefixed(energy, noise));
        answer.add("units", units.toPlainString() + " kWh").add("vat", vat);
      }
    }
    if (purchase.truth == VtpassOutcome.Truth.KEY_CHANGE) {
      answer.add("kct1", tokens.keyChange1(purchase.number));
      answer.add("kct2", tokens.keyChange2(purchase.number));
    }
  }

  private void ikeja(
      JsonObjectBuilder answer,
      Purchase purchase,
      String energy,
      long noise,
      BigDecimal units,
      BigDecimal net,
      BigDecimal vat) {
    answer.add("purchased_code", prefixed(energy, noise)).add("token", prefixed(energy, noise));
    answer.add("tokenAmount", net);
    answer.add("units", noise % 2 == 0 ? units.toPlainString() + " kWh" : units.toPlainString());
    answer.add("tariff", "R2S1B").add("taxAmount", vat).add("debtAmount", "0");
    answer.add("fixChargeAmount", 0).add("costOfUnit", Naira.fixed(TARIFF_KOBO));
    answer.add("exchangeReference", reference(noise));
    for (String empty :
        new String[] {"resetToken", "configureToken", "penalty", "announcement", "meterCost"}) {
      answer.addNull(empty);
    }
    if (purchase.truth != VtpassOutcome.Truth.KEY_CHANGE) {
      answer.addNull("kct1").addNull("kct2");
    }
    for (String unknown :
        new String[] {
          "currentCharge",
          "lossOfRevenue",
          "tariffBaseRate",
          "installationFee",
          "reconnectionFee",
          "meterServiceCharge",
          "administrativeCharge"
        }) {
      answer.add(unknown, "N/A");
    }
    answer.add("customerName", Customers.name(purchase.account));
    answer.add("customerAddress", Customers.address(purchase.account));
    answer.add("meterNumber", purchase.account);
  }

  private void eko(
      JsonObjectBuilder answer,
      Purchase purchase,
      String energy,
      BigDecimal units,
      BigDecimal net,
      BigDecimal vat) {
    String bonus = tokens.bonus(purchase.number);
    if (energy == null) {
      answer.add("purchased_code", "Token : N/A").addNull("mainToken");
    } else {
      answer.add("purchased_code", "Token : " + energy + " Bonus Token : " + bonus);
      answer.add("mainToken", energy);
    }
    answer.add("mainTokenDescription", "Normal Sale").add("mainTokenUnits", units);
    answer.add("mainTokenTax", vat).add("mainsTokenAmount", net);
    if (energy == null) {
      answer.addNull("bonusToken");
    } else {
      answer.add("bonusToken", bonus);
    }
    answer.add("bonusTokenDescription", "FBE Token").add("bonusTokenUnits", 5);
    answer.add("bonusTokenTax", 0).add("bonusTokenAmount", 0).add("tariffIndex", "52");
    answer.add("debtDescription", "").add("debtTariff", "").add("debtAmount", 0);
  }

  private void camelCase(
      JsonObjectBuilder answer,
      Purchase purchase,
      String energy,
      long noise,
      BigDecimal units,
      BigDecimal net,
      BigDecimal vat) {
    bare(answer, "Token", energy, noise);
    answer.add("purchased_code", prefixed(energy, noise));
    answer.add("Units", units).add("CustomerName", Customers.name(purchase.account));
    answer.add("CustomerAddress", Customers.address(purchase.account));
    answer.add("Amount", net).add("Tax", vat).add("Tariff", "NMD-A");
    answer.add("Receipt", reference(noise)).add("Description", "Electricity");
    for (String zero :
        new String[] {
          "DebtTax", "DebtAmount", "DebtValue", "DebtRem", "FixedTax", "FixedAmount", "FixedValue"
        }) {
      answer.add(zero, 0);
    }
  }

  private void portHarcourt(
      JsonObjectBuilder answer,
      Purchase purchase,
      String energy,
      long noise,
      BigDecimal units,
      BigDecimal net,
      BigDecimal vat) {
    bare(answer, "token", energy, noise);
    answer.add("purchased_code", prefixed(energy, noise)).add("tokenAmount", net.toPlainString());
    answer.add("tokenValue", net).add("tariff", "R2").add("businessCenter", "DIOBU");
    answer.add("exchangeReference", reference(noise)).add("units", units.toPlainString());
    answer.add("energyAmt", net).add("vat", vat).add("arrears", "0.00").add("revenueLoss", 0);
    answer.add("customerNumber", "8" + purchase.account);
    answer.add("address", Customers.address(purchase.account));
    answer.add("meterNumber", purchase.account);
  }

  private void abuja(
      JsonObjectBuilder answer, String energy, long noise, BigDecimal units, BigDecimal vat) {
    bare(answer, "token", energy, noise);
    answer.add("purchased_code", prefixed(energy, noise));
    answer.add("exchangeReference", reference(noise)).add("arrearsBalance", 0);
    answer.add("appliedToArrears", 0).add("wallet", 0).add("appliedToWallet", 0);
    answer.add("vat", vat).add("invoiceNumber", reference(noise + 1)).add("units", units);
    answer.add("responseCode", 200).add("responseMessage", "Success").add("status", "ACCEPTED");
  }

  private static void bare(JsonObjectBuilder answer, String key, String energy, long noise) {
    if (energy != null) {
      answer.add(key, energy);
    } else if (noise % 2 == 0) {
      answer.addNull(key);
    } else {
      answer.add(key, "");
    }
  }

  private static String prefixed(String energy, long noise) {
    if (energy != null) {
      return "Token : " + energy;
    }
    return noise % 2 == 0 ? "Token : N/A" : "";
  }

  private static String reference(long noise) {
    return String.format("%015d", noise % 1_000_000_000_000_000L);
  }
}
