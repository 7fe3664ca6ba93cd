package ng.bills.sandbox.interswitch;

import java.util.List;

/**
 * What a new sandbox sells. Seen in documents and public clients: categories 1, 2, 4 and 28; EKEDC
 * prepaid 17601/051760120; DSTV Confam 17614/051761404 at 1,100,000 kobo; Airtel data 687/68701;
 * 9mobile top-up 120/12001; the sample code 0488051528. Every other id, code and price is made up.
 */
final class FirstStock {
  /** The code of the documented sample. */
  static final String DOCUMENTED_CODE = "0488051528";

  private static final int UTILITY = 1;
  private static final int CABLE_TV = 2;
  private static final int MOBILE = 4;
  private static final int INTERNET = 5;
  private static final int GAMING = 28;

  private final Catalogue catalogue;

  private FirstStock(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  static void into(Catalogue catalogue) {
    FirstStock stock = new FirstStock(catalogue);
    catalogue.category(UTILITY, "Utility Bills", "Pay your utility bills here");
    catalogue.category(CABLE_TV, "Cable TV Bills", "Pay for your cable TV subscriptions here");
    catalogue.category(MOBILE, "Mobile/Recharge", "Recharge your phone");
    catalogue.category(INTERNET, "Internet Services", "Pay for your internet subscription here");
    catalogue.category(GAMING, "Betting, Lottery and Gaming", "Fund your gaming wallet");
    stock.electricity();
    stock.water();
    stock.tv();
    stock.mobile();
    stock.internet();
    stock.gaming();
  }

  private void electricity() {
    List<String> companies =
        List.of(
            "17601:EKEDC NEW:EKEDC",
            "17602:Ikeja Electric:IKEDC",
            "17603:Abuja Electricity Distribution Company:AEDC",
            "17604:Ibadan Electricity (IBEDC):IBEDC",
            "17605:Kano Electricity (KEDCO):KEDCO",
            "17606:PHED:PHED",
            "17607:Jos Electricity:JED",
            "17608:Kaduna Electric:KAEDCO",
            "17609:Enugu Electricity (EEDC):EEDC",
            "17610:Benin Electricity:BEDC",
            "17611:Yola Electricity:YEDC",
            "17612:Aba Power:APLE");
    for (String company : companies) {
      String[] parts = company.split(":");
      int id = Integer.parseInt(parts[0]);
      catalogue.biller(new Biller(id, parts[1], parts[2], "Meter No", UTILITY, 100_00));
      any(id, "01", "Prepaid", "05" + id + "20", ItemKind.PREPAID_ELECTRICITY);
      any(id, "02", "Postpaid", "05" + id + "21", ItemKind.POSTPAID_ELECTRICITY);
    }
  }

  private void water() {
    catalogue.biller(
        new Biller(911, "Lagos Water Corporation", "LWC", "Customer Number", UTILITY, 100_00));
    catalogue.item(
        new PaymentItem(
            "01",
            "Water Bill",
            "91101",
            911,
            ItemKind.CUSTOMER,
            500_00,
            false,
            PaymentItem.MINIMUM_AMOUNT));
    catalogue.biller(
        new Biller(912, "FCT Water Board", "FCTWB", "Customer Number", UTILITY, 100_00));
    any(912, "01", "Water Bill", "91201", ItemKind.CUSTOMER);
  }

  private void tv() {
    catalogue.biller(new Biller(17614, "DSTV Subscription", "DSTV", "Smartcard No", CABLE_TV, 0));
    fixed(17614, "03", "DStv Padi", "051761403", ItemKind.TV, 4_400_00);
    fixed(17614, "04", "DStv Confam", "051761404", ItemKind.TV, 11_000_00);
    fixed(17614, "05", "DStv Compact", "051761405", ItemKind.TV, 19_000_00);
    catalogue.biller(new Biller(17615, "GOtv", "GOTV", "IUC Number", CABLE_TV, 0));
    fixed(17615, "01", "GOtv Jinja", "051761501", ItemKind.TV, 3_900_00);
    fixed(17615, "02", "GOtv Max", "051761502", ItemKind.TV, 8_500_00);
    catalogue.biller(
        new Biller(17616, "Startimes Payments", "STARTIMES", "Smartcard No", CABLE_TV, 0));
    fixed(17616, "01", "Nova Monthly", "051761601", ItemKind.TV, 2_100_00);
  }

  private void mobile() {
    topUp(109, "MTN Mobile Top-up", "MTN VTU", "10901");
    topUp(402, "Glo Mobile Top-up", "GLO QuickCharge", "40201");
    topUp(120, "9mobile Top-up", "9MOBILE", "12001");
    topUp(4880, "Airtel Mobile Top-up", "Airtel", DOCUMENTED_CODE);
    catalogue.biller(new Biller(687, "Airtel Data", "AIRTEL DATA", "Phone Number", MOBILE, 0));
    fixed(687, "01", "30MB - 1 day", "68701", ItemKind.DATA, 50_00);
    fixed(687, "02", "1.5GB - 30 days", "68702", ItemKind.DATA, 1_000_00);
    catalogue.biller(new Biller(688, "MTN Data Plans", "MTN DATA", "Phone Number", MOBILE, 0));
    fixed(688, "01", "1GB (30 days)", "68801", ItemKind.DATA, 800_00);
    fixed(688, "02", "3.5GB Monthly Plan", "68802", ItemKind.DATA, 2_500_00);
    catalogue.biller(new Biller(689, "Glo Data Bundles", "GLO DATA", "Phone Number", MOBILE, 0));
    fixed(689, "01", "2.6GB 30 days", "68901", ItemKind.DATA, 1_000_00);
    catalogue.biller(new Biller(690, "9mobile Data", "9MOBILE DATA", "Phone Number", MOBILE, 0));
    fixed(690, "01", "650MB 14 days", "69001", ItemKind.DATA, 600_00);
  }

  private void topUp(int billerId, String name, String shortName, String code) {
    catalogue.biller(new Biller(billerId, name, shortName, "Phone Number", MOBILE, 0));
    any(billerId, "01", name, code, ItemKind.AIRTIME);
  }

  private void internet() {
    catalogue.biller(new Biller(721, "Smile 4G Internet", "SMILE", "Account ID", INTERNET, 0));
    fixed(721, "01", "Smile 7GB 30 days", "72101", ItemKind.CUSTOMER, 3_500_00);
    catalogue.biller(new Biller(722, "Spectranet", "SPECTRANET", "User ID", INTERNET, 0));
    any(722, "01", "Wallet Top-up", "72201", ItemKind.CUSTOMER);
    catalogue.biller(new Biller(723, "ipNX", "IPNX", "Customer ID", INTERNET, 0));
    any(723, "01", "Subscription", "72301", ItemKind.CUSTOMER);
  }

  private void gaming() {
    gamingBiller(801, "Bet9ja", "BET9JA", "80101");
    gamingBiller(802, "SportyBet", "SPORTYBET", "80201");
    gamingBiller(803, "1xBet", "1XBET", "80301");
  }

  private void gamingBiller(int billerId, String name, String shortName, String code) {
    catalogue.biller(new Biller(billerId, name, shortName, "User ID", GAMING, 0));
    any(billerId, "01", "Wallet Funding", code, ItemKind.CUSTOMER);
  }

  private void any(int billerId, String id, String name, String code, ItemKind kind) {
    catalogue.item(
        new PaymentItem(id, name, code, billerId, kind, 0, false, PaymentItem.ANY_AMOUNT));
  }

  private void fixed(int billerId, String id, String name, String code, ItemKind kind, long kobo) {
    catalogue.item(
        new PaymentItem(id, name, code, billerId, kind, kobo, true, PaymentItem.EXACT_AMOUNT));
  }
}
