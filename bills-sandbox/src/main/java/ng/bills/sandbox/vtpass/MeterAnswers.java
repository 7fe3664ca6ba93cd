package ng.bills.sandbox.vtpass;

import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What an answer about a delivered electricity purchase holds at its top level: it differs per
 * DISCO. Pure.
 */
final class MeterAnswers {
  /** Naira a kWh in kobo, before VAT of 7.5 %. */
  private static final long TARIFF_KOBO = 6_850;

  private final Tokens tokens;

  MeterAnswers(Tokens tokens) {
    this.tokens = tokens;
  }

  void add(JsonObjectBuilder answer, Purchase purchase, long noise) {
    if (purchase.prepaidElectricity()) {
      prepaid(answer, purchase, noise);
    } else {
      postpaid(answer, purchase, noise);
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
        bare(answer, "token", energy == null ? null : grouped(purchase, energy), noise);
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

  /** As some print it: in five groups with blanks or hyphens; Kaduna in one piece. */
  private static String grouped(Purchase purchase, String energy) {
    String between =
        switch (purchase.service.id()) {
          case "enugu-electric" -> " ";
          case "benin-electric" -> "-";
          default -> "";
        };
    return energy.replaceAll("(\\d{4})(?=\\d)", "$1" + between);
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
