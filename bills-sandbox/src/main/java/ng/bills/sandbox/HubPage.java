package ng.bills.sandbox;

import java.util.Map;
import ng.bills.sandbox.flutterwave.FlutterwaveMagic;
import ng.bills.sandbox.flutterwave.FlutterwaveOutcome;
import ng.bills.sandbox.interswitch.InterswitchMagic;
import ng.bills.sandbox.interswitch.InterswitchOutcome;
import ng.bills.sandbox.paystack.ChargeOutcome;
import ng.bills.sandbox.paystack.PaystackMagic;
import ng.bills.sandbox.paystack.TransferOutcome;
import ng.bills.sandbox.vtpass.VtpassMagic;
import ng.bills.sandbox.vtpass.VtpassOutcome;

/** The start page as HTML. */
final class HubPage {
  private HubPage() {}

  static String of(String hubUrl, Map<String, String> services) {
    StringBuilder page = new StringBuilder(16_384);
    page.append(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Bills"
            + " sandbox</title><meta name=\"viewport\" content=\"width=device-width\"><style>body{font:16px/1.5"
            + " system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0"
            + " 1rem}table{border-collapse:collapse}th,td{text-align:left;padding:.2rem"
            + " .8rem .2rem 0;border-bottom:1px solid #bbb;vertical-align:top}pre,code{font-size:.9em}pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#eee;color:#111;padding:.5rem}"
            + "label{display:block;margin:.5rem 0}input[type=text]{width:100%;font:inherit}</style></head><body><main><h1>Bills"
            + " sandbox</h1><p>The outside world on this machine. Nothing here costs money.</p><h2>Services</h2><table>");
    services.forEach((name, address) -> row(page, name, address));
    page.append(
            "</table><p>The system wallet is the account the system under test receives on; its secret:</p><pre>curl ")
        .append(escape(services.getOrDefault("Horizon control", "")))
        .append("/account -d '{\"name\":\"system-wallet\"}'</pre>");
    customer(page, hubUrl);
    magic(page);
    outcomes(page, services.getOrDefault("VTpass control", ""));
    paystack(page, services.getOrDefault("Paystack control", ""));
    flutterwave(page, services.getOrDefault("Flutterwave control", ""));
    interswitch(page, services.getOrDefault("Interswitch control", ""));
    return page.append("</main></body></html>").toString();
  }

  private static void row(StringBuilder page, String name, String value) {
    String shown = escape(value);
    page.append("<tr><th scope=\"row\">").append(escape(name)).append("</th><td>");
    if (value.startsWith("http://")) {
      page.append("<a href=\"").append(shown).append("\">").append(shown).append("</a>");
    } else {
      page.append("<code>").append(shown).append("</code>");
    }
    page.append("</td></tr>");
  }

  private static void customer(StringBuilder page, String hubUrl) {
    page.append(
            "<h2>Act as the paying customer</h2><p>The customer signs and submits a real payment.</p>")
        .append(
            "<form action=\"/_sandbox/customer/pay\" method=\"post\"><label>Payment link (SEP-7)")
        .append(
            "<input type=\"text\" name=\"uri\" required placeholder=\"web+stellar:pay?destination=…\"></label>")
        .append(
            "<label>Another amount (to pay too little or too much)<input type=\"text\" name=\"amount\"></label>")
        .append(
            "<label>Another asset: <code>native</code> or <code>CODE:ISSUER</code><input type=\"text\" name=\"asset\"></label>")
        .append(
            "<label><input type=\"checkbox\" name=\"omit_memo\" value=\"true\"> without memo</label>")
        .append("<button>Pay</button></form><pre>curl -G ")
        .append(escape(hubUrl))
        .append(
            "/_sandbox/customer/pay --data-urlencode 'uri=web+stellar:pay?destination=…&amp;amount=…&amp;memo=…'\n")
        .append("curl '")
        .append(escape(hubUrl))
        .append("/_sandbox/customer/pay?destination=G…&amp;amount=1500&amp;memo=BILL-…'</pre>");
  }

  private static void magic(StringBuilder page) {
    page.append(
            "<h2>Magic accounts</h2><p>They pass real validation. A phone of another network works when its last seven digits are the same.</p>")
        .append(
            "<table><thead><tr><th>Outcome</th><th>Meter</th><th>Phone</th><th>What happens</th></tr></thead><tbody>");
    for (VtpassOutcome outcome : VtpassOutcome.values()) {
      page.append("<tr><th scope=\"row\"><code>")
          .append(outcome.wireName())
          .append("</code></th><td>")
          .append(VtpassMagic.meter(outcome))
          .append("</td><td>")
          .append(VtpassMagic.phone(outcome))
          .append("</td><td>")
          .append(escape(outcome.meaning()))
          .append("</td></tr>");
    }
    page.append("</tbody></table><h3>VTpass's own sandbox values</h3><table>");
    row(page, VtpassMagic.VTPASS_PHONE, "airtime and data: success");
    row(page, VtpassMagic.VTPASS_SMARTCARD, "DStv, GOtv, StarTimes: success");
    row(page, VtpassMagic.VTPASS_PREPAID_METER, "prepaid meter: success");
    row(page, VtpassMagic.VTPASS_POSTPAID_METER, "postpaid meter: success");
    row(page, VtpassMagic.VTPASS_PROFILE, "JAMB profile: success");
    row(page, VtpassMagic.VTPASS_PENDING, "pending");
    row(page, VtpassMagic.VTPASS_UNEXPECTED, "unexpected response");
    row(page, VtpassMagic.VTPASS_NO_RESPONSE, "no response");
    row(page, VtpassMagic.VTPASS_TIMEOUT, "timeout");
    page.append("</table>");
  }

  private static void paystack(StringBuilder page, String control) {
    page.append(
        "<h2>Paystack</h2><p>Checkouts and payouts; it sells no bills. A reference that ends in the"
            + " outcome means it, and so does the customer's address or the account paid to.</p>"
            + "<table><thead><tr><th>Outcome</th><th>Customer or account</th><th>What happens</th>"
            + "</tr></thead><tbody>");
    for (ChargeOutcome outcome : ChargeOutcome.values()) {
      magicRow(page, outcome.wireName(), PaystackMagic.email(outcome), outcome.meaning());
    }
    for (TransferOutcome outcome : TransferOutcome.values()) {
      magicRow(page, outcome.wireName(), PaystackMagic.account(outcome), outcome.meaning());
    }
    String at = escape(control);
    page.append("</tbody></table><pre>curl -X POST ")
        .append(at)
        .append("/transactions/REFERENCE/pay                 # the customer pays\ncurl -X POST ")
        .append(at)
        .append("/transfers/REFERENCE/settle                 # a pending payout ends\ncurl ")
        .append(at)
        .append(
            "/webhooks -d '{\"url\":\"http://127.0.0.1:8080/api/v1/webhooks/paystack\"}'</pre>");
  }

  private static void magicRow(StringBuilder page, String outcome, String means, String meaning) {
    page.append("<tr><th scope=\"row\"><code>")
        .append(outcome)
        .append("</code></th><td>")
        .append(means)
        .append("</td><td>")
        .append(escape(meaning))
        .append("</td></tr>");
  }

  private static void outcomes(StringBuilder page, String control) {
    String at = escape(control);
    page.append("<h2>Any outcome on any account</h2><pre>curl ")
        .append(at)
        .append(
            "/outcomes -d '{\"account\":\"45012345678\",\"outcome\":\"timeout-then-delivered\",\"times\":1}'\n")
        .append("curl -X DELETE ")
        .append(at)
        .append("/outcomes\n")
        .append("curl ")
        .append(at)
        .append("/accounts -d '{\"accept\":\"magic-only\"}'      # or well-formed\n")
        .append("curl ")
        .append(at)
        .append("/float -d '{\"kobo\":100000}'               # low float\n")
        .append("curl ")
        .append(at)
        .append(
            "/catalogue/variations -d '{\"service\":\"mtn-data\",\"code\":\"mtn-10mb-100\",\"priceKobo\":12000}'   # a price moves\n")
        .append("curl ")
        .append(at)
        .append(
            "/webhooks -d '{\"url\":\"http://127.0.0.1:8080/api/v1/webhooks/vtpass\",\"copies\":2}'\n")
        .append("curl -X POST ")
        .append(at)
        .append(
            "/vends/REQUEST_ID/settle              # a pending purchase ends, and its callback follows\n")
        .append("curl ")
        .append(at)
        .append("/settings -d '{\"latencyMillis\":100,\"duplicateGuard\":false}'\n")
        .append("curl '")
        .append(at)
        .append("/vends?account=45012345678'                # what was really vended\n")
        .append("curl ")
        .append(at)
        .append(
            "/faults -d '{\"path\":\"/api/requery\",\"times\":2,\"effect\":\"html502\"}'</pre>");
  }

  private static void flutterwave(StringBuilder page, String control) {
    page.append(
        "<h2>Flutterwave</h2><p>Outcomes that VTpass knows too have the same accounts there;"
            + " what is refused under 140 and 141 VTpass delivers.</p>"
            + "<table><thead><tr><th>Outcome</th><th>Meter</th><th>Phone</th><th>Smartcard</th>"
            + "<th>What happens</th></tr></thead><tbody>");
    for (FlutterwaveOutcome outcome : FlutterwaveOutcome.values()) {
      page.append("<tr><th scope=\"row\"><code>")
          .append(outcome.wireName())
          .append("</code></th><td>")
          .append(FlutterwaveMagic.meter(outcome))
          .append("</td><td>")
          .append(FlutterwaveMagic.phone(outcome))
          .append("</td><td>")
          .append(FlutterwaveMagic.smartcard(outcome))
          .append("</td><td>")
          .append(escape(outcome.meaning()))
          .append("</td></tr>");
    }
    page.append("</tbody></table><h3>Flutterwave's own test values</h3><table>");
    row(page, FlutterwaveMagic.FLUTTERWAVE_SMARTCARD, "smartcard: Test DSTV Account");
    row(page, FlutterwaveMagic.FLUTTERWAVE_PHONE, "airtime: success");
    String at = escape(control);
    page.append("</table><pre>curl ")
        .append(at)
        .append("/outcomes -d '{\"account\":\"45012345678\",\"outcome\":\"refused\"}'\ncurl ")
        .append(at)
        .append("/vends/REFERENCE -d '{\"status\":\"delivered\"}'  # ends a pending bill\ncurl ")
        .append(at)
        .append(
            "/webhooks -d '{\"url\":\"http://127.0.0.1:8080/api/v1/webhooks/flutterwave\",\"copies\":2,\"hold\":true}'\ncurl ")
        .append(at)
        .append("/webhooks/release -d '{\"reversed\":true}'\ncurl ")
        .append(at)
        .append("/webhooks/forge -d '{\"how\":\"wrong-hash\",\"reference\":\"…\"}'\ncurl ")
        .append(at)
        .append("/catalogue -d '{\"item\":\"MD106\",\"kobo\":120000}'      # a price moves</pre>");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static void interswitch(StringBuilder page, String control) {
    page.append(
        "<h2>Interswitch</h2><p>It documents no magic values; these are ours, and the same as"
            + " VTpass's where the outcome is. The customer number is good for smartcards too.</p>"
            + "<table><thead><tr><th>Outcome</th><th>Meter</th><th>Phone</th>"
            + "<th>Customer number</th><th>What happens</th></tr></thead><tbody>");
    for (InterswitchOutcome outcome : InterswitchOutcome.values()) {
      page.append("<tr><th scope=\"row\"><code>")
          .append(outcome.wireName())
          .append("</code></th><td>")
          .append(InterswitchMagic.meter(outcome))
          .append("</td><td>")
          .append(InterswitchMagic.phone(outcome))
          .append("</td><td>")
          .append(InterswitchMagic.customer(outcome))
          .append("</td><td>")
          .append(escape(outcome.meaning()))
          .append("</td></tr>");
    }
    String at = escape(control);
    page.append("</tbody></table><pre>curl ")
        .append(at)
        .append(
            "/outcomes -d '{\"account\":\"45012345678\",\"outcome\":\"refused\",\"code\":\"90096\"}'\ncurl ")
        .append(at)
        .append("/tokens -d '{\"revoke\":true,\"lifetimeSeconds\":90}'\ncurl ")
        .append(at)
        .append(
            "/catalogue -d '{\"paymentCode\":\"051761404\",\"amountKobo\":1200000}'   # a price moves\ncurl ")
        .append(at)
        .append(
            "/settings -d '{\"additionalInfoInQuery\":true}'   # a query tells the token\ncurl '")
        .append(at)
        .append("/vends?account=45012345678'                  # what was really vended\ncurl ")
        .append(at)
        .append(
            "/webhooks -d '{\"url\":\"http://127.0.0.1:8080/api/v1/webhooks/interswitch\",\"event\":\"TRANSACTION.COMPLETED\"}'"
                + "   # a collection; bills have no webhook</pre>");
  }
}
