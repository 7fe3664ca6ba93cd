package ng.bills.infrastructure.persistence;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.port.IdSource;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.MeterNumber;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.biller.PhoneNumber;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.biller.SubscriptionChange;
import ng.bills.domain.money.Money;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Backoff;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentReference;
import ng.bills.domain.payment.PaymentRequest;
import ng.bills.domain.payment.VendPolicy;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.crypto.FieldCrypt;
import ng.bills.infrastructure.crypto.KeyRing;
import ng.bills.infrastructure.crypto.KeyedHash;
import ng.bills.infrastructure.crypto.SecureIdSource;
import ng.bills.infrastructure.persistence.payment.JpaPayments;
import ng.bills.infrastructure.persistence.payment.PaymentSeals;

/** Payments and what belongs to them, made by the domain itself. */
public final class Samples {

  public static final Instant NOW = Instant.parse("2026-11-21T09:00:00.123456Z");
  public static final IdSource IDS = new SecureIdSource();
  public static final KeyRing RING =
      KeyRing.parse("test:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
  public static final FieldCrypt CRYPT = new FieldCrypt(RING);
  public static final KeyedHash HASH = new KeyedHash(RING);
  public static final ProviderCode VTPASS = new ProviderCode("vtpass");
  public static final ProviderItem ITEM = ProviderItem.of("eko-electric");
  public static final String METER = "45098765432";
  public static final String EMAIL = "ada.obi@example.ng";
  public static final String PHONE = "08035551234";

  private Samples() {}

  public static PaymentSeals seals() {
    return new PaymentSeals(CRYPT, HASH);
  }

  public static JpaPayments payments() {
    return new JpaPayments(seals());
  }

  public static PaymentRequest electricity(UUID partner, Optional<String> requestReference) {
    return request(
        partner,
        requestReference,
        BillType.ELECTRICITY,
        "ekedc",
        new MeterNumber(METER, MeterType.PREPAID));
  }

  public static PaymentRequest airtime(UUID partner) {
    return request(
        partner, Optional.empty(), BillType.AIRTIME, "mtn", new PhoneNumber("08031234567"));
  }

  /** A request of any type, for a plan. */
  public static PaymentRequest plan(
      UUID partner,
      BillType type,
      CustomerAccount account,
      String plan,
      Optional<SubscriptionChange> change) {
    PaymentRequest r = request(partner, Optional.empty(), type, "some-biller", account);
    return new PaymentRequest(
        r.partner(),
        r.requestReference(),
        type,
        r.biller(),
        account,
        Optional.of(new PlanCode(plan)),
        change,
        r.amount(),
        r.fee(),
        r.email(),
        r.phone(),
        r.metadata());
  }

  private static PaymentRequest request(
      UUID partner,
      Optional<String> requestReference,
      BillType type,
      String biller,
      CustomerAccount account) {
    return new PaymentRequest(
        new PartnerId(partner),
        requestReference,
        type,
        new BillerCode(biller),
        account,
        Money.ofNaira(5_000),
        Money.ofNaira(30),
        Optional.of(EMAIL),
        Optional.of(new PhoneNumber(PHONE)),
        Map.of("order", "A-17", "note", "\"quoted\" ₦"));
  }

  public static Payment payment(PaymentRequest request) {
    return payment(request, NOW);
  }

  public static Payment payment(PaymentRequest request, Instant at) {
    return Payment.requested(
        new PaymentId(IDS.newId()),
        PaymentReference.ofRandom(IDS.randomBytes(10)),
        request,
        at,
        Duration.ofMinutes(10));
  }

  public static VendReference vendReference() {
    return VendReference.at(NOW, IDS.randomText(12));
  }

  /** Takes a payment to the moment before its first vend. */
  public static void upToVend(Payment payment, Instant at) {
    payment.fundsMatched(at);
    payment.accountCheckStarted(at);
    payment.accountAnswered(
        new AccountCheck.Confirmed(
            Optional.of("ADA OBI"), Optional.empty(), Optional.empty(), Optional.empty()),
        backoff(),
        IDS.random(),
        at);
  }

  public static Backoff backoff() {
    return new Backoff(List.of(Duration.ofSeconds(10), Duration.ofMinutes(1)), 0);
  }

  public static Instant later(long seconds) {
    return NOW.plus(seconds, ChronoUnit.SECONDS);
  }

  public static VendPolicy policy() {
    return new VendPolicy(
        backoff(),
        backoff(),
        Duration.ofMinutes(30),
        2,
        Duration.ofMinutes(2),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5));
  }
}
