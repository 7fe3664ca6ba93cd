package ng.bills.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import ng.bills.acceptance.Meanwhile;
import ng.bills.acceptance.Purchases;
import ng.bills.acceptance.Purchases.Purchase;
import ng.bills.domain.staff.StaffRole;

/** What people at the desk do on its pages, in small steps. */
abstract class DeskTest extends BrowserTest {

  static final String WHY = "Ticket 901: the customer called";
  static final String PROOF = "Letter of the provider, page 2";
  static final String REASON_NEEDED = "Give a reason of 5 to 500 characters.";
  static final String EVIDENCE_NEEDED = "Give evidence of 5 to 500 characters.";
  static final String PROPOSED = "Proposed. A second person decides.";
  static final String NOT_ALLOWED = "Your role does not allow this.";

  final Purchases purchases = new Purchases(system());
  final Meanwhile meanwhile = new Meanwhile(system());

  static void open(Purchase purchase) {
    browser().open("/console/payment.xhtml?id=" + purchase.id());
  }

  /** The form of an act on a payment's page. */
  static String form(String act) {
    return "form:has(input[name=act][value=" + act + "])";
  }

  /** The proposal about a payment on the page of approvals. */
  static String proposal(Purchase purchase) {
    return ".card:has(a[href$='" + purchase.id() + "'])";
  }

  static String timeline() {
    return browser().text("ol.timeline");
  }

  /** One person does it. */
  static void act(String act) {
    browser().type(form(act) + " [name=reason]", WHY).click(form(act) + " button");
  }

  /** One person proposes it to a second. */
  static void propose(String act) {
    browser().type(form(act) + " [name=evidence]", PROOF);
    act(act);
    browser().awaitText(PROPOSED);
  }

  /** Proposed by an agent, approved by somebody of that role. */
  static void twoPeople(Purchase purchase, String act, StaffRole second) {
    signedIn(StaffRole.AGENT);
    open(purchase);
    propose(act);
    approve(purchase, second);
  }

  static void approve(Purchase purchase, StaffRole second) {
    signedIn(second);
    browser().open("/console/acts.xhtml");
    approve(proposal(purchase));
    browser().awaitText("Approved, and done.");
  }

  static void approve(String card) {
    browser().type(card + " [name=reason]", "Seen, and right");
    browser().click(card + " button[value=approve]");
  }

  /** Words that cannot be kept are refused: the error stands beside the field, which keeps them. */
  static void refusesWords(
      String form, String button, String field, String sentence, Map<String, String> others) {
    for (String wrong : List.of("", "four", "x".repeat(501))) {
      others.forEach((name, text) -> browser().type(form + " [name=" + name + "]", text));
      String control = form + " [name=" + field + "]";
      browser()
          .run(
              "var e = document.querySelector(arguments[0]); e.removeAttribute('maxlength');"
                  + " e.value = arguments[1];",
              control,
              wrong);
      browser().click(form + " " + button);
      assertBeside(form, field, sentence);
      assertThat(browser().see(control).getAttribute("value")).isEqualTo(wrong);
    }
  }

  static void assertBeside(String form, String field, String sentence) {
    assertThat(browser().text(form + " .field:has([name=" + field + "]) .field-error"))
        .isEqualTo(sentence);
    assertThat(browser().see(form + " [name=" + field + "]").getAttribute("aria-invalid"))
        .isEqualTo("true");
    assertRefused(sentence);
  }

  /** Nothing was done, and the top of the page says why. */
  static void assertRefused(String sentence) {
    assertThat(browser().text(".message.error[role=alert]")).isEqualTo(sentence);
  }

  /** Sends a form the page does not offer, as somebody does who writes it into the page. */
  static void forge(String action, Map<String, String> fields) {
    browser()
        .run(
            "document.documentElement.dataset.former = 'yes';"
                + "var f = document.createElement('form'); f.method = 'post'; f.action ="
                + " arguments[0]; f.append(document.querySelector('input[name=_form]')"
                + ".cloneNode()); Object.entries(arguments[1]).forEach(function (e) { var i ="
                + " document.createElement('input'); i.type = 'hidden'; i.name = e[0]; i.value ="
                + " e[1]; f.append(i); }); document.body.append(f); f.submit();",
            action,
            fields);
    browser().await("the answer", b -> !b.has("html[data-former]"));
    browser().settled();
  }

  /** The act that was last proposed about a payment or about money. */
  static String lastProposal(String about) {
    return system()
        .query(
            "select id from staff_act where ?::uuid in (payment_id, refund_id) and moves_money"
                + " order by at desc limit 1",
            about);
  }

  static String audited(String kind, Purchase purchase) {
    return system()
        .query(
            "select count(*) from audit_entry where kind = ? and subject = ?",
            kind,
            "payment:" + purchase.id());
  }
}
