package ng.bills.web.pay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.memory.PageStand;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.partner.AccessPolicy;
import ng.bills.application.pay.CreatePayLink;
import ng.bills.application.pay.PagePolicy;
import ng.bills.application.pay.TransactionPages;
import ng.bills.application.payment.PaymentForm;
import ng.bills.domain.partner.HousePartner;
import ng.bills.domain.partner.Mode;
import ng.bills.domain.pay.PageSecret;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import org.junit.jupiter.api.Test;

/** The pay page as a customer, another browser and an attacker meet it. */
class PayServletTest {

  private static final int CALLS = 5;

  private final PageStand stand = new PageStand();
  private final PayServlet servlet = servlet(true, true);
  private final TestBrowser browser = new TestBrowser(servlet, "A".repeat(22));

  private PayServlet servlet(boolean open, boolean sandbox) {
    return new PayServlet(
        new BillDesk(
            stand.openPage(open),
            stand.askAboutAccount,
            stand.reviewBill,
            stand.requestFromPage,
            stand.listBillers,
            stand.tickets,
            new CallBudget(new PagePolicy(open, CALLS), stand.system.world),
            new AccessPolicy(Mode.SANDBOX, Optional.empty(), List.of()),
            stand.system.world),
        new PaymentDesk(
            stand.showPage,
            stand.cancelFromPage,
            stand.playCustomer(sandbox),
            stand.findReceipts,
            stand.account,
            new TransactionPages(Optional.of("https://explorer.example/tx/{hash}")),
            stand.system.paymentPolicy,
            stand.system.world));
  }

  private static String[] typed(String ticket, String account, String amount) {
    return new String[] {
      "ticket",
      ticket,
      "bill_type",
      "electricity",
      "provider_code",
      "ekedc",
      "account_type",
      "PREPAID",
      "account_number",
      account,
      "amount",
      amount
    };
  }

  private String ticket(TestBrowser who) {
    return who.get("/pay/", "bill_type", "electricity", "provider_code", "ekedc")
        .shown(ChoosePage.class)
        .sealed(who.token());
  }

  private ReviewPage reviewed(String amount) {
    TestBrowser.Answer answer =
        browser.post("/pay/review", typed(ticket(browser), "45012345678", amount));
    assertThat(answer.page()).isEqualTo("/WEB-INF/pay/review.xhtml");
    return answer.shown(ReviewPage.class);
  }

  private TestBrowser.Answer confirmed(ReviewPage review) {
    return browser.post(
        "/pay/confirm",
        "ticket",
        review.form(browser.token()),
        "draft",
        review.sealed(browser.token()));
  }

  private String made() {
    TestBrowser.Answer answer = confirmed(reviewed("5,000"));
    assertThat(answer.status()).isEqualTo(303);
    return answer.location();
  }

  private Payment payment(String path) {
    return stand
        .showPage
        .show(new PageSecret(path.substring("/pay/p/".length(), path.length() - 1)))
        .orElseThrow()
        .status()
        .payment();
  }

  private String delivered() {
    String path = made();
    stand.system.pay(payment(path));
    stand.system.run(Duration.ofSeconds(60), Duration.ofSeconds(10));
    return path;
  }

  // --- the way of a customer
  // ----------------------------------------------------------------------

  @Test
  void givenACustomer_whenChoosing_thenTypeBillerAndDetailsFollowEachOther() {
    assertThat(browser.get("/pay/").shown(ChoosePage.class))
        .satisfies(
            page -> {
              assertThat(page.getStep()).isEqualTo("type");
              assertThat(page.getTypes()).isNotEmpty();
            });
    assertThat(browser.get("/pay/", "bill_type", "electricity").shown(ChoosePage.class))
        .satisfies(
            page -> {
              assertThat(page.getStep()).isEqualTo("biller");
              assertThat(page.getBillers()).extracting(b -> b.value()).containsExactly("ekedc");
            });
    ChoosePage details =
        browser
            .get("/pay/", "bill_type", "electricity", "provider_code", "ekedc", "amount", "700")
            .shown(ChoosePage.class);
    assertThat(details.getStep()).isEqualTo("details");
    assertThat(details.typed("amount")).isEqualTo("700");
    assertThat(details.getMeterTypes()).hasSize(2);
    assertThat(details.getAmountHint()).contains("₦1,000.00").contains("₦30.00");
    assertThat(browser.get("/pay/", "bill_type", "<b>").shown(ChoosePage.class).getStep())
        .isEqualTo("type");
  }

  @Test
  void givenADetailsForm_whenReviewed_thenNameMoneyAndMaskedAccountAreShown() {
    ReviewPage review = reviewed("₦5,000.00");

    assertThat(review.getCustomerName()).isNotEmpty();
    assertThat(review.getAccount()).isEqualTo("450****678");
    assertThat(review.getTotal()).isEqualTo("₦5,030.00");
    assertThat(review.sealed(browser.token())).doesNotContain("45012345678");
  }

  @Test
  void givenAConfirmedBill_whenShown_thenInstructionsAndCountdownAreThere() {
    String path = made();
    TestBrowser.Answer answer = browser.get(path);
    StatusPage page = answer.shown(StatusPage.class);

    assertThat(answer.page()).isEqualTo("/WEB-INF/pay/payment.xhtml");
    assertThat(page.getHeading()).isEqualTo("Please pay now");
    assertThat(page.getExactAmount()).isEqualTo("5030.00");
    assertThat(page.getMemo()).isEqualTo("BILL-" + payment(path).reference());
    assertThat(page.getSecondsLeft()).isEqualTo(600);
    assertThat(page.getInstructions().link()).startsWith("web+stellar:pay?");
    assertThat(browser.get(path + "qr.svg").text()).startsWith("<svg ");
    assertThat(page.toString()).doesNotContain(path);
    assertThat(path).doesNotContain(payment(path).reference().value());
  }

  @Test
  void givenADeliveredBill_whenShown_thenTokensStandInGroupsOfFourAndReceiptsAreThere() {
    String path = delivered();
    StatusPage page = browser.get(path).shown(StatusPage.class);

    assertThat(page.isDelivered()).isTrue();
    assertThat(page.getTokens()).isNotEmpty();
    assertThat(page.getTokens().get(0).groups()).allMatch(group -> group.length() == 4);
    assertThat(page.getReloadSeconds()).isZero();
    assertThat(browser.get(path + "qr.svg").status()).as("asked for a moment late").isEqualTo(200);
    String token = String.join("-", page.getTokens().get(0).groups());
    assertThat(browser.get(path + "receipt").text()).contains(token).doesNotContain("45012345678");
    TestBrowser.Answer pdf = browser.get(path + "receipt.pdf");
    assertThat(pdf.headers()).containsEntry("Content-Type", "application/pdf");
    assertThat(pdf.text()).startsWith("%PDF-");
  }

  @Test
  void givenARefusedBill_whenTheMoneyIsBack_thenTheStoryIsTold() {
    String path = made();
    stand.system.pay(payment(path), 10_000_000);
    stand.system.run(Duration.ofSeconds(60), Duration.ofSeconds(10));
    StatusPage page = browser.get(path).shown(StatusPage.class);

    assertThat(payment(path).state()).isEqualTo(PaymentState.REFUNDED);
    assertThat(page.getFailure()).contains("not the exact amount");
    assertThat(page.getRefundAmount()).isEqualTo("1.00 cNGN");
    assertThat(page.getRefundHash()).isNotEmpty();
    assertThat(page.getTokens()).isEmpty();
    assertThat(browser.get(path + "receipt").text()).contains("sent back");
  }

  @Test
  void givenAStatus_whenAsked_thenItIsSmallAndItsVersionGrowsWithThePayment() {
    String path = made();
    String before = browser.get(path + "status").text();

    assertThat(before).matches("\\{\"version\":\\d+,\"state\":\"pending_payment\"}");
    stand.system.pay(payment(path));
    stand.system.run(Duration.ofSeconds(60), Duration.ofSeconds(10));
    assertThat(browser.get(path + "status").text())
        .isNotEqualTo(before)
        .contains("\"state\":\"completed\"")
        .doesNotContain(payment(path).delivery().orElseThrow().tokens().get(0).digits());
  }

  @Test
  void givenWrongFields_whenReviewed_thenEachHasItsSentenceInTheChosenLanguage() {
    TestBrowser.Answer answer = browser.post("/pay/review", typed(ticket(browser), "12", "much"));
    ChoosePage page = answer.shown(ChoosePage.class);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(page.getFaults().of("account_number")).startsWith("This is not a meter number");
    assertThat(page.getFaults().of("amount")).startsWith("Write the amount like");
    assertThat(page.typed("account_number")).isEqualTo("12");
    browser.locale = Locale.forLanguageTag("ha-NG");
    assertThat(
            browser
                .post("/pay/review", typed(ticket(browser), "12", "much"))
                .shown(ChoosePage.class)
                .getFaults()
                .of("account_number"))
        .startsWith("Wannan ba lambar mita ba ce");
  }

  @Test
  void givenAHalfFilledForm_whenTheScriptAsks_thenItIsToldTheNameAndNothingOfTheRest() {
    String ticket = ticket(browser);

    assertThat(browser.post("/pay/check", typed(ticket, "45012345678", "")).text())
        .startsWith("{\"message\":\"Account of ");
    assertThat(browser.post("/pay/check", typed(ticket, "12", "")).text())
        .startsWith("{\"error\":\"This is not a meter number");
    assertThat(browser.post("/pay/check", typed(ticket, "", "")).text()).isEqualTo("{}");
  }

  @Test
  void givenAReviewedBill_whenChanged_thenTheFormHasWhatWasTyped() {
    ReviewPage review = reviewed("5000");
    ChoosePage page =
        browser
            .post(
                "/pay/change",
                "ticket",
                review.form(browser.token()),
                "draft",
                review.sealed(browser.token()))
            .shown(ChoosePage.class);

    assertThat(page.typed("account_number")).isEqualTo("45012345678");
    assertThat(page.typed("amount")).isEqualTo("5000");
  }

  @Test
  void givenADoubleClick_whenConfirmedTwice_thenOnePaymentAndOnePage() {
    ReviewPage review = reviewed("5000");

    assertThat(confirmed(review).location()).isEqualTo(confirmed(review).location());
    assertThat(
            stand
                .system
                .findPayments
                .stats(HousePartner.ID, Optional.empty(), Optional.empty())
                .recent())
        .hasSize(1);
  }

  @Test
  void givenTheSameBillJustBefore_whenConfirmed_thenAskedAndPaidOnlyIfWantedAgain() {
    String first = made();
    ReviewPage review = reviewed("5000");

    TestBrowser.Answer asked = confirmed(review);
    assertThat(asked.status()).isEqualTo(409);
    assertThat(asked.page()).isEqualTo("/WEB-INF/pay/again.xhtml");
    AgainPage again = asked.shown(AgainPage.class);
    TestBrowser.Answer answer =
        browser.post(
            "/pay/confirm",
            "ticket",
            again.form(browser.token()),
            "draft",
            again.sealed(browser.token()),
            "again",
            "yes");

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.location()).isNotEqualTo(first);
  }

  @Test
  void givenAWaitingPayment_whenCalledOff_thenThePageSaysSo() {
    String path = made();

    assertThat(browser.post(path + "cancel").location()).isEqualTo(path);
    assertThat(browser.get(path).shown(StatusPage.class).getHeading()).isEqualTo("Called off");
  }

  // --- somebody else
  // ------------------------------------------------------------------------------

  @Test
  void givenAFormOfAnotherBrowser_whenSentFromThisOne_thenNothingHappens() {
    TestBrowser attacker = new TestBrowser(servlet, "B".repeat(22));
    String theirs = ticket(attacker);
    ReviewPage review =
        attacker.post("/pay/review", typed(theirs, "45012345678", "5000")).shown(ReviewPage.class);

    for (TestBrowser victim : List.of(browser, new TestBrowser(servlet, null))) {
      assertThat(victim.post("/pay/review", typed(theirs, "45012345678", "5000")).status())
          .isEqualTo(409);
      assertThat(
              victim
                  .post(
                      "/pay/confirm",
                      "ticket",
                      review.form(attacker.token()),
                      "draft",
                      review.sealed(attacker.token()))
                  .status())
          .isEqualTo(409);
      assertThat(victim.post("/pay/check", typed(theirs, "45012345678", "")).status())
          .isEqualTo(409);
    }
    assertThat(
            stand
                .system
                .findPayments
                .stats(HousePartner.ID, Optional.empty(), Optional.empty())
                .recent())
        .isEmpty();
  }

  @Test
  void givenAFormTicketInThePlaceOfADraft_whenConfirmed_thenItDoesNotOpen() {
    String ticket = ticket(browser);

    assertThat(browser.post("/pay/confirm", "ticket", ticket, "draft", ticket).status())
        .isEqualTo(409);
  }

  @Test
  void givenAnOldForm_whenSent_thenItIsToldSo() {
    String ticket = ticket(browser);
    ReviewPage review = reviewed("5000");
    stand.system.world.pass(Duration.ofHours(3));

    assertThat(browser.post("/pay/review", typed(ticket, "45012345678", "5000")).status())
        .isEqualTo(409);
    assertThat(confirmed(review).status()).isEqualTo(409);
  }

  @Test
  void givenNoSecretOrAnother_whenAnyAddressOfAPaymentIsAsked_thenThereIsNone() {
    String path = delivered();
    String other = path.replaceFirst("/p/.", "/p/" + (path.charAt(7) == 'Z' ? 'Y' : 'Z'));

    for (String what : List.of("", "status", "qr.svg", "receipt", "receipt.pdf")) {
      assertThat(browser.get(other + what).status()).as(what).isEqualTo(404);
      assertThat(browser.get("/pay/p/" + payment(path).reference() + "/" + what).status())
          .isEqualTo(404);
      assertThat(browser.get("/pay/p/" + payment(path).id() + "/" + what).status()).isEqualTo(404);
    }
    for (String what : List.of("cancel", "wallet", "", "refund")) {
      assertThat(browser.post(other + what).status()).as(what).isEqualTo(404);
    }
    assertThat(browser.get("/pay/../console/index.xhtml").status()).isEqualTo(404);
    assertThat(browser.get("/pay/WEB-INF/web.xml").status()).isEqualTo(404);
  }

  @Test
  void givenManyQuestionsFromOneAddress_whenAnotherAsks_thenOnlyTheFirstIsSentAway() {
    String ticket = ticket(browser);
    for (int i = 0; i < CALLS; i++) {
      browser.post("/pay/check", typed(ticket, "45012345678", ""));
    }

    assertThat(browser.post("/pay/check", typed(ticket, "45012345678", "")).status())
        .isEqualTo(429);
    assertThat(browser.post("/pay/review", typed(ticket, "45012345678", "5000")).headers())
        .containsEntry("Retry-After", "60");
    browser.address = "198.51.100.1";
    assertThat(browser.post("/pay/check", typed(ticket, "45012345678", "")).status())
        .isEqualTo(200);
  }

  // --- the sandbox's wallet
  // -----------------------------------------------------------------------

  @Test
  void givenASandbox_whenTheWalletIsPlayed_thenItPaysAndTheButtonWasThere() {
    String path = made();

    assertThat(browser.get(path).shown(StatusPage.class).isWallet()).isTrue();
    assertThat(browser.post(path + "wallet").location()).isEqualTo(path);
    assertThat(stand.paid).hasSize(1);
    stand.walletPays = false;
    assertThat(browser.post(path + "wallet").status()).isEqualTo(502);
  }

  @Test
  void givenALiveInstallation_whenTheWalletIsAskedFor_thenThereIsNeitherButtonNorAddress() {
    TestBrowser live = new TestBrowser(servlet(true, false), browser.token());
    String path = made();

    assertThat(live.get(path).shown(StatusPage.class).isWallet()).isFalse();
    assertThat(live.post(path + "wallet").status()).isEqualTo(404);
    assertThat(stand.paid).isEmpty();
  }

  // --- links of partners
  // --------------------------------------------------------------------------

  private String link() {
    stand.pages.called(TestSystem.PARTNER, "Acme");
    return ((CreatePayLink.Created)
            stand.createPayLink.create(
                TestSystem.PARTNER,
                new CreatePayLink.Wish(
                    new PaymentForm(
                        Optional.of("electricity"),
                        Optional.of("ekedc"),
                        Optional.of("45012345678"),
                        Optional.of("PREPAID"),
                        Optional.of(java.math.BigDecimal.valueOf(5_000)),
                        Optional.of("NGN"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("order-77"),
                        Map.of()),
                    Optional.of("https://shop.example/thanks"),
                    Duration.ofHours(1)),
                List.of()))
        .sealed();
  }

  @Test
  void givenAPartnersLink_whenPaid_thenNothingOfItCanBeChangedAndTheWayBackIsShown() {
    String link = link();
    ChoosePage page = browser.get("/pay/", "link", link).shown(ChoosePage.class);
    assertThat(page.getPartner()).isEqualTo("Acme");
    assertThat(page.isLocked("amount")).isTrue();
    assertThat(page.locked("account_number")).isEqualTo("450****678");
    assertThat(page.locked("amount")).isEqualTo("₦5,000.00");

    ReviewPage review =
        browser
            .post("/pay/review", typed(page.sealed(browser.token()), "45099999999", "900000"))
            .shown(ReviewPage.class);
    assertThat(review.getAmount()).isEqualTo("₦5,000.00");
    assertThat(review.getAccount()).isEqualTo("450****678");
    String path = confirmed(review).location();

    assertThat(payment(path).request().partner()).isEqualTo(TestSystem.PARTNER);
    assertThat(browser.get(path).shown(StatusPage.class).getReturnUrl())
        .isEqualTo("https://shop.example/thanks");
    assertThat(browser.get("/pay/", "link", link).location()).isEqualTo(path);
  }

  @Test
  void givenAForgedOrOldLink_whenOpened_thenItIsRefused() {
    String link = link();
    assertThat(browser.get("/pay/", "link", link + "x").status()).isEqualTo(400);
    stand.system.world.pass(Duration.ofHours(2));
    assertThat(browser.get("/pay/", "link", link).status()).isEqualTo(410);
  }

  @Test
  void givenAPageForLinksOnly_whenSomebodyComesWithout_thenTheyAreSentAway() {
    assertThat(new TestBrowser(servlet(false, true), browser.token()).get("/pay/").status())
        .isEqualTo(403);
  }
}
