package ng.bills.sandbox.flutterwave;

import java.util.Optional;

/**
 * What is sold at the start. Codes are as public clients show them where they do (BIL099, BIL108 to
 * BIL123, BIL204) and invented where not: they differ between clients and years, and are to be read
 * from the catalogue. Prices are old on purpose.
 */
final class FirstStock {
  private static final String METER = "^[0-9]{11,13}$";
  private static final String PHONE = "^(\\+?234|0)[789][01][0-9]{8}$";
  private static final String CARD = "^[0-9]{10,12}$";

  private final Catalogue catalogue;

  private FirstStock(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  static void fill(Catalogue catalogue) {
    FirstStock stock = new FirstStock(catalogue);
    stock.phones();
    stock.television();
    stock.internet();
    stock.utilities();
    catalogue.add(new Biller("BIL301", "FIRS", "FIRS", "TAX"));
    catalogue.add(new Biller("BIL302", "Sample Charity", "CHARITY", "DONATIONS"));
  }

  /** Four billers and four items, and one code for all of them. */
  private void phones() {
    String[][] networks = {
      {"MTN NIgeria", "MTN"},
      {"GLO Nigeria", "GLO"},
      {"9Mobile", "9mobile"},
      {"Airtel Nigeria", "Airtel"}
    };
    for (String[] network : networks) {
      catalogue.add(new Biller("BIL099", network[0], network[1], Item.AIRTIME));
      catalogue.add(
          new Item(
              "BIL099",
              "AT099",
              network[0],
              "AIRTIME",
              network[1],
              "AIRTIME",
              Item.AIRTIME,
              "Mobile Number",
              0,
              0,
              "0.025",
              PHONE,
              Optional.empty()));
    }
    catalogue.add(new Biller("BIL108", "MTN DATA BUNDLE", "MTN", Item.DATA));
    bundle("BIL108", "MD104", "MTN 100 MB DATA BUNDLE", 100, "1");
    bundle("BIL108", "MD106", "MTN 1.5 GB DATA BUNDLE", 1_000, "30");
    bundle("BIL108", "MD108", "MTN 4.5 GB DATA BUNDLE", 2_000, "30");
    catalogue.add(new Biller("BIL109", "GLO DATA BUNDLE", "GLO", Item.DATA));
    bundle("BIL109", "MD125", "GLO 1.35 GB DATA BUNDLE", 500, "14");
    bundle("BIL109", "MD127", "GLO 2.9 GB DATA BUNDLE", 1_000, "30");
    catalogue.add(new Biller("BIL110", "AIRTEL DATA BUNDLE", "AIRTEL", Item.DATA));
    bundle("BIL110", "MD136", "AIRTEL 750 MB DATA BUNDLE", 500, "14");
    bundle("BIL110", "MD138", "AIRTEL 1.5 GB DATA BUNDLE", 1_000, "30");
    catalogue.add(new Biller("BIL111", "9MOBILE DATA BUNDLE", "9MOBILE", Item.DATA));
    bundle("BIL111", "MD146", "9MOBILE 500 MB DATA BUNDLE", 500, null);
  }

  private void bundle(String biller, String code, String name, long naira, String days) {
    catalogue.add(
        new Item(
            biller,
            code,
            name,
            name,
            name,
            name.substring(0, name.indexOf(' ')),
            Item.DATA,
            "Mobile Number",
            naira * 100,
            0,
            "0.03",
            PHONE,
            Optional.ofNullable(days)));
  }

  private void television() {
    catalogue.add(new Biller("BIL119", "DSTV", "DSTV", Item.CABLE));
    bouquet("BIL119", "CB141", "DSTV Payment", "DSTV", 0);
    bouquet("BIL119", "CB140", "DSTV BoxOffice", "DSTV", 0);
    bouquet("BIL119", "CB171", "DSTV PADI", "DSTV", 1_850);
    bouquet("BIL119", "CB172", "DSTV YANGA", "DSTV", 2_565);
    bouquet("BIL119", "CB173", "DSTV CONFAM", "DSTV", 4_615);
    bouquet("BIL119", "CB174", "DSTV COMPACT", "DSTV", 7_900);
    catalogue.add(new Biller("BIL121", "GOTV", "GOTV", Item.CABLE));
    bouquet("BIL121", "CB187", "GOTV LITE", "GOTV", 410);
    bouquet("BIL121", "CB188", "GOTV JINJA", "GOTV", 1_640);
    bouquet("BIL121", "CB189", "GOTV MAX", "GOTV", 3_600);
    catalogue.add(new Biller("BIL123", "STARTIMES", "STARTIMES", Item.CABLE));
    bouquet("BIL123", "CB195", "STARTIMES NOVA", "STARTIMES", 900);
    bouquet("BIL123", "CB196", "STARTIMES BASIC", "STARTIMES", 1_300);
  }

  private void bouquet(String biller, String code, String name, String group, long naira) {
    catalogue.add(
        new Item(
            biller,
            code,
            name,
            name.toUpperCase(java.util.Locale.ROOT),
            name,
            group,
            Item.CABLE,
            "Smart Card Number",
            naira * 100,
            100_00,
            "0.3",
            CARD,
            Optional.empty()));
  }

  private void internet() {
    catalogue.add(new Biller("BIL124", "SMILE Network", "SMILE", Item.INTERNET));
    service("BIL124", "IS150", "SMILE RECHARGE", Item.INTERNET, 0);
    service("BIL124", "IS151", "SMILE 10GB BIGGA", Item.INTERNET, 3_000);
    catalogue.add(new Biller("BIL129", "IPNX", "IPNX", Item.INTERNET));
    service("BIL129", "IS160", "IPNX SUBSCRIPTION PAYMENT", Item.INTERNET, 0);
  }

  private void utilities() {
    company("BIL112", "Eko Electricity", "EKEDC", "UB157");
    company("BIL113", "Ikeja Electric", "IKEDC", "UB159");
    company("BIL114", "Ibadan Electricity", "IBEDC", "UB161");
    company("BIL116", "Port Harcourt Electricity", "PHED", "UB163");
    company("BIL115", "Kaduna Electric", "KAEDCO", "UB165");
    company("BIL117", "Enugu Electricity", "EEDC", "UB167");
    company("BIL120", "Kano Electricity", "KEDCO", "UB169");
    company("BIL118", "Benin Electricity", "BEDC", "UB171");
    company("BIL204", "Abuja Electricity", "AEDC", "UB584");
    company("BIL215", "Jos Electricity", "JED", "UB602");
    company("BIL216", "Yola Electricity", "YEDC", "UB604");
    company("BIL217", "Aba Power", "APLE", "UB606");
    catalogue.add(new Biller("BIL205", "Lagos Water Corporation", "LSWC", Item.UTILITY));
    service("BIL205", "UB640", "LAGOS WATER CORPORATION", Item.UTILITY, 0);
    catalogue.add(new Biller("BIL127", "LCC", "LCC Lekki-Epe Expressway", Item.UTILITY));
    service("BIL127", "UB224", "LCC LEKKI", Item.UTILITY, 0);
  }

  /** Prepaid and postpaid are two items; their codes follow each other. */
  private void company(String biller, String name, String shortName, String prepaid) {
    catalogue.add(new Biller(biller, name, shortName, Item.UTILITY));
    int number = Integer.parseInt(prepaid.substring(2));
    meterItem(biller, prepaid, shortName, "PREPAID");
    meterItem(biller, "UB" + (number + 1), shortName, "POSTPAID");
  }

  private void meterItem(String biller, String code, String company, String kind) {
    catalogue.add(
        new Item(
            biller,
            code,
            company + " " + kind,
            company + " " + kind + " TOPUP",
            company + " " + kind,
            company,
            Item.UTILITY,
            "Meter Number",
            0,
            100_00,
            "0.3",
            kind.equals("PREPAID") ? METER : "",
            Optional.empty()));
  }

  private void service(String biller, String code, String name, String category, long naira) {
    catalogue.add(
        new Item(
            biller,
            code,
            name,
            name,
            name,
            name.substring(0, name.indexOf(' ')),
            category,
            "Account Number",
            naira * 100,
            100_00,
            "0.3",
            "^[0-9]{5,15}$",
            Optional.empty()));
  }
}
