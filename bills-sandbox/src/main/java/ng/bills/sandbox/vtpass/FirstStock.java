package ng.bills.sandbox.vtpass;

import java.util.ArrayList;
import java.util.List;

/**
 * What VTpass's own sandbox sells, with its limits and prices (these are years behind the live
 * ones). Names and prices that its documentation does not give are invented in the same shape.
 */
final class FirstStock {
  private static final long NO_LIMIT = 1_000_000_00;

  private final List<Service> services = new ArrayList<>();

  private FirstStock() {}

  static List<Service> services() {
    FirstStock stock = new FirstStock();
    stock.phones();
    stock.data();
    stock.television();
    stock.electricity();
    stock.education();
    return List.copyOf(stock.services);
  }

  private void phones() {
    airtime("mtn", "MTN Airtime VTU", 300);
    airtime("glo", "GLO Airtime VTU", 350);
    airtime("airtel", "Airtel Airtime VTU", 340);
    airtime("etisalat", "9mobile Airtime VTU", 350);
    // on the list, but a product is off until it is switched on in the profile
    services.add(
        service(
                "foreign-airtime",
                "International Airtime",
                ServiceKind.AIRTIME,
                Served.PHONE_ONLY,
                300)
            .refusing("028"));
  }

  private void data() {
    data(
        "mtn-data",
        "MTN Data",
        plan("mtn-10mb-100", "N100 100MB - 24 hrs", 100),
        plan("mtn-50mb-200", "N200 200MB - 2 days", 200),
        plan("mtn-100mb-1000", "N1000 1.5GB - 30 days", 1_000),
        plan("mtn-500mb-2000", "N2000 4.5GB - 30 days", 2_000));
    data(
        "glo-data",
        "GLO Data",
        plan("glo100", "Glo Data N100 - 105MB - 2 days", 100),
        plan("glo1000", "Glo Data N1000 - 2.5GB - 14 days", 1_000));
    data(
        "airtel-data",
        "Airtel Data",
        plan("airt-100", "Airtel Data Bundle - N100 - 75MB - 1 day", 100),
        plan("airt-1000", "Airtel Data Bundle - N1000 - 1.5GB - 30 days", 1_000));
    data(
        "etisalat-data",
        "9mobile Data",
        plan("eti-100", "9mobile Data - N100 - 100MB - 1 day", 100));
    data(
        "glo-sme-data",
        "GLO Data (SME)",
        plan("glo-dg-70", "Glo Data (SME) N70 - 200MB - 14 days", 70),
        plan("glo-dg-320", "Glo Data (SME) N320 - 1GB - 30 days", 320));
    data(
        "9mobile-sme-data",
        "9mobile Data (SME)",
        plan("eti-sme-25", "9mobile Data (SME) N25 - 25MB - 1 day", 25),
        plan("eti-sme-650", "9mobile Data (SME) N650 - 1GB - 30 days", 650));
    services.add(
        service(
            "smile-direct",
            "Smile Payment",
            ServiceKind.DATA,
            Served.SMILE_ACCOUNT,
            500,
            plan("smile-1gb-7d", "SmileLite 1GB - 7 days - 500 Naira", 500),
            plan("smile-10gb-30d", "SmileVoice 10GB - 30 days - 3,000 Naira", 3_000)));
    services.add(
        service(
            "spectranet",
            "Spectranet Internet Data",
            ServiceKind.DATA,
            Served.ACCOUNT,
            300,
            plan("spectranet-1000", "Spectranet N1000 recharge", 1_000),
            plan("spectranet-7000", "Spectranet N7000 recharge", 7_000)));
  }

  private void television() {
    tv(
        "dstv",
        "DSTV Subscription",
        Served.SUBSCRIBER,
        plan("dstv-padi", "DStv Padi N1,850", 1_850),
        plan("dstv-yanga", "DStv Yanga N2,565", 2_565),
        plan("dstv-confam", "DStv Confam N4,615", 4_615),
        plan("dstv79", "DStv Compact N7,900", 7_900),
        plan("dstv-compact-plus", "DStv Compact Plus N12,400", 12_400));
    tv(
        "gotv",
        "Gotv Payment",
        Served.SUBSCRIBER,
        plan("gotv-lite", "GOtv Lite N410", 410),
        plan("gotv-lite-3months", "GOtv Lite (3 Months) N1,080", 1_080),
        plan("gotv-lite-1year", "GOtv Lite (1 Year) N3,180", 3_180),
        plan("gotv-jinja", "GOtv Jinja N1,640", 1_640),
        plan("gotv-jolli", "GOtv Jolli N2,460", 2_460),
        plan("gotv-max", "GOtv Max N3,600", 3_600),
        plan("gotv-supa-plus", "GOtv Supa Plus N15,700", 15_700));
    tv(
        "startimes",
        "Startimes Subscription",
        Served.SMARTCARD,
        plan("nova", "Nova - 900 Naira - 1 Month", 900),
        plan("basic", "Basic - 1,300 Naira - 1 Month", 1_300));
    tv(
        "showmax",
        "ShowMax",
        Served.PHONE,
        plan("full", "Full - N2,900", 2_900),
        plan("full_3", "Full (3 Months) - N8,400", 8_400));
  }

  private void electricity() {
    disco("ikeja-electric", "Ikeja Electric Payment - IKEDC", 500, 400_000);
    disco("eko-electric", "Eko Electric Payment - EKEDC", 1_000, 500_000);
    disco("abuja-electric", "Abuja Electricity Distribution Company- AEDC", 500, 1_000_000);
    disco("kano-electric", "KEDCO - Kano Electric", 500, 500_000);
    disco("portharcourt-electric", "PHED - Port Harcourt Electric", 100, 10_000_000);
    disco("jos-electric", "Jos Electric - JED", 1_000, 500_000);
    disco("kaduna-electric", "Kaduna Electric - KAEDCO", 1_100, 100_000);
    disco("enugu-electric", "Enugu Electric - EEDC", 500, 200_000);
    disco("ibadan-electric", "IBEDC - Ibadan Electricity Distribution Company", 100, 500_000);
    disco("benin-electric", "Benin Electricity - BEDC", 500, 500_000);
    disco("aba-electric", "Aba Electric Payment - ABEDC", 10, 400_000);
    disco("yola-electric", "Yola Electric Disco Payment - YEDC", 500, 500_000);
  }

  private void education() {
    education(
        "waec-registration",
        "WAEC Registration PIN",
        Served.BUYER,
        plan("waec-registration", "WASSCE for Private Candidates - Second Series", 14_450));
    education(
        "waec", "WAEC Result Checker PIN", Served.BUYER, plan("waecdirect", "WASSCE/GCE", 900));
    education(
        "jamb",
        "JAMB PIN VENDING (UTME & Direct Entry)",
        Served.PROFILE,
        plan("utme-mock", "UTME PIN (with mock)", 7_700),
        plan("utme-no-mock", "UTME PIN (without mock)", 6_200));
  }

  private void airtime(String id, String name, int commissionBasisPoints) {
    services.add(
        new Service(
            id,
            name,
            ServiceKind.AIRTIME,
            Served.PHONE_ONLY,
            50_00,
            50_000_00,
            commissionBasisPoints,
            "",
            List.of()));
  }

  private void data(String id, String name, Variation... plans) {
    services.add(service(id, name, ServiceKind.DATA, Served.PHONE, 300, plans));
  }

  private void tv(String id, String name, Served served, Variation... bouquets) {
    services.add(service(id, name, ServiceKind.TV, served, 150, bouquets));
  }

  private void education(String id, String name, Served served, Variation... pins) {
    services.add(service(id, name, ServiceKind.EDUCATION, served, 100, pins));
  }

  private void disco(String id, String name, long minimumNaira, long maximumNaira) {
    services.add(
        new Service(
            id,
            name,
            ServiceKind.ELECTRICITY,
            Served.METER,
            minimumNaira * 100,
            maximumNaira * 100,
            150,
            "",
            List.of(plan("prepaid", "Prepaid", 0), plan("postpaid", "Postpaid", 0))));
  }

  private static Service service(
      String id,
      String name,
      ServiceKind kind,
      Served served,
      int commissionBasisPoints,
      Variation... variations) {
    return new Service(
        id, name, kind, served, 0, NO_LIMIT, commissionBasisPoints, "", List.of(variations));
  }

  private static Variation plan(String code, String name, long naira) {
    return new Variation(code, name, naira * 100);
  }
}
