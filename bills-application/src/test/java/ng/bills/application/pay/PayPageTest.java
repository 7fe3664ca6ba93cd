package ng.bills.application.pay;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.limit.LimitPolicy;
import ng.bills.application.memory.PageStand;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.pay.PageTicket.Kind;
import ng.bills.application.payment.BuyAgainPolicy;
import ng.bills.application.payment.Fault;
import ng.bills.application.payment.PaymentForm;
import ng.bills.application.receipt.FindReceipts;
import ng.bills.application.receipt.VendReceipt;
import ng.bills.domain.limit.Quota;
import ng.bills.domain.partner.HousePartner;
import ng.bills.domain.pay.PageSecret;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import org.junit.jupiter.api.Test;

/** From the open page to the token, and what somebody else gets on the way. */
class PayPageTest {

  private static final Duration TEN = Duration.ofSeconds(10);

  private final PageStand stand = new PageStand();
  private final TestSystem system = stand.system;

  private PageTicket fresh() {
    return ((OpenPage.Fresh) stand.openPage(true).open(Optional.empty())).ticket();
  }

  private ReviewBill.Reviewed reviewed(PageTicket ticket, PaymentForm typed) {
    return (ReviewBill.Reviewed) stand.reviewBill.review(ticket, typed);
  }

  private PageSecret made(PageTicket draft) {
    return ((RequestFromPage.Made) stand.requestFromPage.request(draft, false)).secret();
  }

  private Payment payment(PageSecret secret) {
    return stand.showPage.show(secret).orElseThrow().status().payment();
  }

  private PageSecret delivered(PaymentForm typed) {
    PageSecret secret = made(reviewed(fresh(), typed).draft());
    system.pay(payment(secret));
    system.run(Duration.ofSeconds(60), TEN);
    return secret;
  }

  @Test
  void givenAnybody_whenTheyPayOnThePage_thenThePaymentIsTheHousesAndItsSecretShowsTheToken() {
    ReviewBill.Reviewed bill = reviewed(fresh(), TestSystem.electricity(5_000));
    assertThat(bill.account().info().customerName()).isPresent();
    assertThat(bill.total().toString()).isEqualTo("NGN 5030.00");

    PageSecret secret = made(bill.draft());
    assertThat(payment(secret).request().partner()).isEqualTo(HousePartner.ID);
    system.pay(payment(secret));
    system.run(Duration.ofSeconds(60), TEN);

    assertThat(payment(secret).state()).isEqualTo(PaymentState.COMPLETED);
    assertThat(payment(secret).delivery().orElseThrow().creditToken()).isPresent();
    assertThat(stand.showPage.glance(secret).orElseThrow().state())
        .isEqualTo(PaymentState.COMPLETED);
  }

  @Test
  void givenAnotherSecret_whenAPageIsAskedFor_thenThereIsNone() {
    delivered(TestSystem.electricity(5_000));
    PageSecret other = fresh().secret();

    assertThat(stand.showPage.show(other)).isEmpty();
    assertThat(stand.showPage.glance(other)).isEmpty();
    assertThat(stand.cancelFromPage.cancel(other)).isFalse();
    assertThat(stand.playCustomer(true).pay(other)).isFalse();
  }

  @Test
  void givenAFormSentTwice_whenRequested_thenOnePaymentAndOnePage() {
    PageTicket draft = reviewed(fresh(), TestSystem.electricity(5_000)).draft();

    PageSecret first = made(draft);
    PageSecret second = made(draft);

    assertThat(second).isEqualTo(first);
    assertThat(system.findPayments.stats(HousePartner.ID, Optional.empty(), Optional.empty()))
        .satisfies(stats -> assertThat(stats.recent()).hasSize(1));
  }

  @Test
  void givenTwoForms_whenSentWithTheSameWords_thenAskedFirstAndTwoPaymentsIfWanted() {
    PageSecret one = made(reviewed(fresh(), TestSystem.electricity(5_000)).draft());
    PageTicket draft = reviewed(fresh(), TestSystem.electricity(5_000)).draft();

    assertThat(stand.requestFromPage.request(draft, false))
        .isEqualTo(new RequestFromPage.AskedBefore());
    assertThat(stand.showPage.show(draft.secret())).isEmpty();
    RequestFromPage.Result wanted = stand.requestFromPage.request(draft, true);

    assertThat(wanted).isEqualTo(new RequestFromPage.Made(draft.secret()));
    assertThat(stand.requestFromPage.request(draft, true)).as("a double click").isEqualTo(wanted);
    assertThat(payment(one).id()).isNotEqualTo(payment(draft.secret()).id());
  }

  @Test
  void givenCustomerWhoAskedForAsManyAsOneMay_whenAskingForMore_thenToldWhenAndNothingIsStored() {
    Quota two = Quota.perWindow(2, Duration.ofHours(1));
    PageStand limited =
        new PageStand(
            system,
            system.requestPayment(
                new LimitPolicy(Optional.empty(), Optional.of(two)), BuyAgainPolicy.NEVER));
    made(limited);
    made(limited);
    PageTicket third = reviewed(fresh(), TestSystem.electricity(5_000)).draft();

    assertThat(limited.requestFromPage.request(third, false))
        .isInstanceOfSatisfying(
            RequestFromPage.TooMany.class,
            many -> assertThat(many.in()).isBetween(Duration.ofSeconds(1), Duration.ofHours(1)));
    assertThat(limited.showPage.show(third.secret())).isEmpty();
  }

  private void made(PageStand where) {
    PageTicket draft = reviewed(fresh(), TestSystem.electricity(5_000)).draft();
    assertThat(where.requestFromPage.request(draft, false))
        .isInstanceOf(RequestFromPage.Made.class);
  }

  @Test
  void givenATicketOfAnotherBrowserKindOrPurpose_whenOpened_thenItDoesNot() {
    PageTicket ticket = fresh();
    String sealed = stand.tickets.seal(Kind.FORM, "browser", ticket);

    assertThat(stand.tickets.open(Kind.FORM, "browser", sealed)).contains(ticket);
    assertThat(stand.tickets.open(Kind.FORM, "other", sealed)).isEmpty();
    assertThat(stand.tickets.open(Kind.DRAFT, "browser", sealed)).isEmpty();
    assertThat(stand.tickets.openLink(sealed)).isEmpty();
    assertThat(stand.tickets.open(Kind.FORM, "browser", "x".repeat(30_000))).isEmpty();
    assertThat(stand.tickets.open(Kind.FORM, "browser", null)).isEmpty();
  }

  @Test
  void givenWrongFields_whenReviewed_thenEachIsNamedAndNobodyIsAsked() {
    ReviewBill.Result result = stand.reviewBill.review(fresh(), TestSystem.electricity("12", 1));

    assertThat(((ReviewBill.Refused) result).faults())
        .extracting(Fault::field)
        .contains("account_number", "amount");
  }

  @Test
  void givenEmptyForm_whenReviewed_thenRequiredFieldsAreNamed() {
    ReviewBill.Result result = stand.reviewBill.review(fresh(), fresh().form());

    assertThat(((ReviewBill.Refused) result).faults())
        .extracting(Fault::field)
        .contains("bill_type", "provider_code", "account_number", "amount");
  }

  // --- links of partners ------------------------------------------------------------------------

  private static PaymentForm asked(Optional<BigDecimal> amount, Optional<String> reference) {
    return new PaymentForm(
        Optional.of("electricity"),
        Optional.of("ekedc"),
        Optional.of("45012345678"),
        Optional.of("PREPAID"),
        amount,
        Optional.of("NGN"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        reference,
        Map.of("order", "77"));
  }

  private String link(Optional<BigDecimal> amount, Optional<String> reference) {
    CreatePayLink.Result result =
        stand.createPayLink.create(
            TestSystem.PARTNER,
            new CreatePayLink.Wish(
                asked(amount, reference),
                Optional.of("https://shop.example/thanks?order=77"),
                Duration.ofHours(1)),
            List.of());
    return ((CreatePayLink.Created) result).sealed();
  }

  private PageTicket opened(String link) {
    return ((OpenPage.Fresh) stand.openPage(false).open(Optional.of(link))).ticket();
  }

  @Test
  void givenAPartnersLink_whenPaid_thenItIsThePartnersPaymentWithWhatItSaid() {
    stand.pages.called(TestSystem.PARTNER, "Acme");
    String link = link(Optional.of(BigDecimal.valueOf(5_000)), Optional.of("order-77"));
    OpenPage.Fresh page = (OpenPage.Fresh) stand.openPage(false).open(Optional.of(link));
    assertThat(page.partner()).contains("Acme");

    // the customer types over what the partner settled
    PageSecret secret =
        made(reviewed(page.ticket(), TestSystem.electricity("45099999999", 100_000)).draft());

    Payment payment = payment(secret);
    assertThat(payment.request().partner()).isEqualTo(TestSystem.PARTNER);
    assertThat(payment.request().account().number()).isEqualTo("45012345678");
    assertThat(payment.request().amount().toString()).isEqualTo("NGN 5000.00");
    assertThat(payment.request().requestReference()).contains("order-77");
    assertThat(payment.request().metadata()).containsEntry("order", "77");
    assertThat(stand.showPage.show(secret).orElseThrow().page().returnUrl())
        .contains("https://shop.example/thanks?order=77");
  }

  @Test
  void givenAUsedLink_whenOpenedAgain_thenItLeadsToItsPaymentEvenWhenOver() {
    String link = link(Optional.empty(), Optional.empty());
    PageSecret secret = made(reviewed(opened(link), TestSystem.electricity(2_000)).draft());

    system.world.pass(Duration.ofDays(2));
    assertThat(stand.openPage(false).open(Optional.of(link))).isEqualTo(new OpenPage.Begun(secret));
  }

  @Test
  void givenOneLinkInTwoTabs_whenBothAsk_thenTheSecondSeesTheFirstPayment() {
    String link = link(Optional.empty(), Optional.empty());
    PageTicket one = reviewed(opened(link), TestSystem.electricity(2_000)).draft();
    PageTicket other = reviewed(opened(link), TestSystem.electricity(3_000)).draft();

    PageSecret first = made(one);
    assertThat(stand.requestFromPage.request(other, false))
        .isEqualTo(new RequestFromPage.Made(first));
    assertThat(payment(first).request().amount().toString()).isEqualTo("NGN 2000.00");
  }

  @Test
  void givenTwoLinksUnderOneReference_whenTheyAskForDifferentBills_thenTheSecondIsToldSo() {
    made(
        reviewed(
                opened(link(Optional.of(BigDecimal.valueOf(2_000)), Optional.of("order-1"))),
                TestSystem.electricity(1))
            .draft());
    PageTicket other =
        reviewed(
                opened(link(Optional.of(BigDecimal.valueOf(3_000)), Optional.of("order-1"))),
                TestSystem.electricity(1))
            .draft();

    assertThat(stand.requestFromPage.request(other, false))
        .isInstanceOf(RequestFromPage.UsedOtherwise.class);
    assertThat(stand.showPage.show(other.secret())).isEmpty();
  }

  @Test
  void givenForgedOrOldLinks_whenOpened_thenNothingIsFilledIn() {
    String link = link(Optional.empty(), Optional.empty());

    assertThat(stand.openPage(true).open(Optional.of(link + "A")))
        .isInstanceOf(OpenPage.Forged.class);
    system.world.pass(Duration.ofHours(2));
    assertThat(stand.openPage(true).open(Optional.of(link)))
        .isEqualTo(new OpenPage.Over(Optional.of("https://shop.example/thanks?order=77")));
  }

  @Test
  void givenAPageForLinksOnly_whenSomebodyComesWithout_thenTheyAreTurnedAway() {
    assertThat(stand.openPage(false).open(Optional.empty())).isInstanceOf(OpenPage.LinksOnly.class);
  }

  @Test
  void givenBadWishes_whenALinkIsAskedFor_thenEachFaultIsNamed() {
    for (String url :
        List.of(
            "http://shop.example/",
            "javascript:alert(1)",
            "https://user@shop.example/",
            "//shop.example",
            "https://shop.example/#x")) {
      CreatePayLink.Result result =
          stand.createPayLink.create(
              TestSystem.PARTNER,
              new CreatePayLink.Wish(
                  asked(Optional.of(BigDecimal.ONE), Optional.of("no blanks")),
                  Optional.of(url),
                  Duration.ofHours(1)),
              List.of());
      assertThat(((CreatePayLink.Refused) result).faults())
          .as(url)
          .extracting(Fault::field)
          .containsExactlyInAnyOrder("amount", "request_reference", "return_url");
    }
  }

  // --- sandbox, calling off, receipts -----------------------------------------------------------

  @Test
  void givenASandbox_whenTheWalletIsPlayed_thenItGetsTheLinkOnceAndOnlyWhileMoneyIsAwaited() {
    PageSecret secret = made(reviewed(fresh(), TestSystem.electricity(5_000)).draft());
    PlayCustomer play = stand.playCustomer(true);

    assertThat(play.isThere()).isTrue();
    assertThat(play.pay(secret)).isTrue();
    assertThat(stand.paid)
        .singleElement()
        .asString()
        .contains("amount=5030")
        .contains(payment(secret).reference().value());
    system.pay(payment(secret));
    system.run(Duration.ofSeconds(60), TEN);
    assertThat(play.pay(secret)).isFalse();
    assertThat(stand.paid).hasSize(1);
  }

  @Test
  void givenALiveSystem_whenTheWalletIsAskedFor_thenThereIsNone() {
    PageSecret secret = made(reviewed(fresh(), TestSystem.electricity(5_000)).draft());
    PlayCustomer play = stand.playCustomer(false);

    assertThat(play.isThere()).isFalse();
    assertThat(play.pay(secret)).isFalse();
    assertThat(stand.paid).isEmpty();
  }

  @Test
  void givenAPaymentThatWaits_whenCalledOff_thenItIsAndStaysSo() {
    PageSecret secret = made(reviewed(fresh(), TestSystem.electricity(5_000)).draft());

    assertThat(stand.cancelFromPage.cancel(secret)).isTrue();
    assertThat(stand.cancelFromPage.cancel(secret)).isTrue();
    assertThat(payment(secret).state()).isEqualTo(PaymentState.EXPIRED);
  }

  @Test
  void givenADeliveredBill_whenTheReceiptIsFound_thenTokensAreForThoseAllowedOnly() {
    PageSecret secret = delivered(TestSystem.electricity(5_000));
    Payment payment = payment(secret);

    VendReceipt whole = receipt(payment, true);
    assertThat(whole.tokens()).isNotEmpty();
    assertThat(whole.account()).contains("****");
    assertThat(whole.completedAt()).isEqualTo(payment.completedAt());
    assertThat(receipt(payment, false).tokens()).isEmpty();
    assertThat(stand.findReceipts.find(TestSystem.PARTNER, payment.id(), true)).isEmpty();
    assertThat(whole.toString()).doesNotContain(whole.tokens().get(0).digits());
  }

  private VendReceipt receipt(Payment payment, boolean tokens) {
    return ((FindReceipts.Found)
            stand.findReceipts.find(HousePartner.ID, payment.id(), tokens).orElseThrow())
        .receipt();
  }

  @Test
  void givenAPaymentUnderWay_whenItsReceiptIsAskedFor_thenThereIsNoneYet() {
    PageSecret secret = made(reviewed(fresh(), TestSystem.electricity(5_000)).draft());

    assertThat(stand.findReceipts.find(HousePartner.ID, payment(secret).id(), true))
        .contains(new FindReceipts.NotSettled(PaymentState.PENDING_PAYMENT));
  }

  @Test
  void givenTheTicketsText_whenReadByAnotherRelease_thenItIsNone() {
    String text = TicketText.write(fresh());
    assertThat(TicketText.read(text)).isPresent();
    assertThat(TicketText.read("2" + text.substring(1))).isEmpty();
    assertThat(TicketText.read(text + ".=A")).isEmpty();
    assertThat(TicketText.read("")).isEmpty();
  }

  @Test
  void givenOddTexts_whenWrittenAndRead_thenTheyAreTheSame() {
    for (String odd : List.of("-", "", ".", "%2E", "%25.", "=", "a.b%2Ec", "₦ ɗ")) {
      PageTicket ticket =
          new PageTicket(
              fresh().secret(),
              TestSystem.PARTNER,
              new PaymentForm(
                  Optional.of(odd),
                  Optional.empty(),
                  Optional.of(odd),
                  Optional.empty(),
                  Optional.of(new BigDecimal("5000.50")),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(odd),
                  Map.of(odd, odd + odd)),
              Optional.of(odd),
              Optional.empty(),
              system.world.instant());
      assertThat(TicketText.read(TicketText.write(ticket))).contains(ticket);
    }
  }

  @Test
  void givenSecretsInObjects_whenWritten_thenTheyDoNotShow() {
    PageTicket ticket = fresh();
    assertThat(ticket.toString() + ticket.secret() + new CreatePayLink.Created("x-secret", null))
        .doesNotContain(ticket.secret().text())
        .doesNotContain("x-secret");
  }
}
