package ng.bills.application.payment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import ng.bills.application.biller.port.Billers;
import ng.bills.application.vending.PlansOnSale;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.CustomerNumber;
import ng.bills.domain.biller.MeterNumber;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.biller.PhoneNumber;
import ng.bills.domain.biller.Plan;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.biller.SmartcardNumber;
import ng.bills.domain.biller.SubscriptionChange;
import ng.bills.domain.money.Money;
import ng.bills.domain.payment.PaymentRequest;

/** Reads a {@link PaymentForm}, field by field, and names everything that is wrong with it. */
@Singleton
public class FormCheck {

  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){1,8}");
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
  private static final int METADATA_ENTRIES = 20;
  private static final int METADATA_LENGTH = 500;

  private final Billers billers;
  private final PlanCheck planCheck;
  private final PaymentPolicy policy;

  @Inject
  public FormCheck(Billers billers, PlansOnSale plans, PaymentPolicy policy) {
    this.billers = billers;
    this.planCheck = new PlanCheck(plans);
    this.policy = policy;
  }

  /**
   * What could be read, and what was wrong.
   *
   * @param billType the type, when it is sold
   * @param biller the biller, when it takes that type
   * @param account the account, when it is well formed
   * @param plan the plan asked for, when it is on sale
   * @param change what is done to a television subscription
   * @param amount the amount, when it is one; the price of the plan, when one is asked for
   * @param phone the customer's phone, when given
   * @param unknownType whether a type was named that is not sold
   * @param unknownBiller whether a biller was named that does not take that type
   * @param planTrouble why the plan cannot be had at that price, when that is all that is wrong
   * @param faults everything else
   */
  public record Reading(
      Optional<BillType> billType,
      Optional<Biller> biller,
      Optional<CustomerAccount> account,
      Optional<Plan> plan,
      Optional<SubscriptionChange> change,
      Optional<Money> amount,
      Optional<PhoneNumber> phone,
      boolean unknownType,
      boolean unknownBiller,
      Optional<String> planTrouble,
      List<Fault> faults) {

    /** Whether nothing is wrong with it but, at most, the plan. */
    public boolean isComplete() {
      return !unknownType && !unknownBiller && faults.isEmpty();
    }
  }

  /** Reads what names an account: type, biller, number, and the plan it is to get. */
  public Reading readAccount(PaymentForm form) {
    List<Fault> faults = new ArrayList<>();
    Reading base = readParty(form, faults);
    PlanCheck.Choice choice =
        planCheck.readForAccount(form, base.billType(), base.biller(), faults);
    return with(base, choice, Optional.empty(), Optional.empty(), choice.trouble(), faults);
  }

  private Reading readParty(PaymentForm form, List<Fault> faults) {
    Optional<BillType> type = Optional.empty();
    boolean unknownType = false;
    if (form.billType().isEmpty()) {
      faults.add(required("bill_type"));
    } else {
      type = BillType.named(form.billType().get());
      unknownType = type.isEmpty();
    }
    Optional<Biller> biller = Optional.empty();
    boolean unknownBiller = false;
    if (form.providerCode().isEmpty()) {
      faults.add(required("provider_code"));
    } else if (type.isPresent()) {
      String code = form.providerCode().get();
      biller =
          BillerCode.isWellFormed(code)
              ? billers.find(type.get(), new BillerCode(code))
              : Optional.empty();
      unknownBiller = biller.isEmpty();
    }
    return new Reading(
        type,
        biller,
        account(form, type, biller, faults),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        unknownType,
        unknownBiller,
        Optional.empty(),
        List.copyOf(faults));
  }

  private static Reading with(
      Reading base,
      PlanCheck.Choice choice,
      Optional<Money> amount,
      Optional<PhoneNumber> phone,
      Optional<String> planTrouble,
      List<Fault> faults) {
    return new Reading(
        base.billType(),
        base.biller(),
        base.account(),
        choice.plan(),
        choice.change(),
        amount,
        phone,
        base.unknownType(),
        base.unknownBiller(),
        planTrouble,
        List.copyOf(faults));
  }

  /** Reads everything a payment needs. */
  public Reading read(PaymentForm form) {
    List<Fault> faults = new ArrayList<>();
    Reading base = readParty(form, faults);
    PlanCheck.Choice choice = planCheck.read(form, base.billType(), base.biller(), faults);
    boolean planAsked = choice.code().isPresent();
    Optional<Money> given =
        planAsked && form.amount().isEmpty()
            ? Optional.empty()
            : amount(form, planAsked ? Optional.empty() : base.biller(), faults);
    Optional<Money> price = choice.plan().map(Plan::price);
    Optional<String> planTrouble =
        choice
            .trouble()
            .or(
                () ->
                    price
                        .filter(p -> given.filter(g -> !g.equals(p)).isPresent())
                        .map(p -> "the plan costs " + p + " now, not " + given.get()));
    form.currency()
        .filter(c -> !c.equals("NGN"))
        .ifPresent(c -> faults.add(new Fault("currency", "UNSUPPORTED", "only NGN is accepted")));
    if (form.currency().isEmpty()) {
      faults.add(required("currency"));
    }
    form.paymentSource()
        .filter(s -> !s.equals("stellar"))
        .ifPresent(
            s ->
                faults.add(new Fault("payment_source", "UNSUPPORTED", "only stellar is accepted")));
    form.customerEmail()
        .filter(e -> e.length() > 254 || !EMAIL.matcher(e).matches())
        .ifPresent(
            e -> faults.add(new Fault("customer_email", "MALFORMED", "not an e-mail address")));
    Optional<PhoneNumber> phone =
        form.customerPhone().flatMap(p -> PhoneNumber.read(clip(p), policy.accountFormat()));
    if (form.customerPhone().isPresent() && phone.isEmpty()) {
      faults.add(
          new Fault(
              "customer_phone",
              "MALFORMED",
              "not a Nigerian mobile number; write 08031234567 or +2348031234567"));
    }
    form.requestReference()
        .filter(r -> !REFERENCE.matcher(r).matches())
        .ifPresent(
            r ->
                faults.add(
                    new Fault(
                        "request_reference",
                        "MALFORMED",
                        "1 to 64 letters, digits, dots, dashes, colons or underscores")));
    if (form.metadata().size() > METADATA_ENTRIES
        || form.metadata().entrySet().stream()
            .anyMatch(e -> e.getKey().length() > 64 || e.getValue().length() > METADATA_LENGTH)) {
      faults.add(
          new Fault(
              "metadata",
              "TOO_LONG",
              "at most 20 entries, names up to 64 and values up to 500 characters"));
    }
    return with(base, choice, price.or(() -> given), phone, planTrouble, faults);
  }

  /** Whether a form asks for the very same as a request that was accepted before. */
  boolean asksFor(PaymentForm form, PaymentRequest first) {
    boolean sameMeterType =
        first.account() instanceof MeterNumber meter
            ? form.accountType().flatMap(FormCheck::meterType).equals(Optional.of(meter.type()))
            : form.accountType().isEmpty();
    return form.billType().equals(Optional.of(first.billType().wireName()))
        && form.providerCode().equals(Optional.of(first.biller().value()))
        && sameMeterType
        && form.accountNumber()
            .flatMap(typed -> sameKind(clip(typed), first.account()))
            .equals(Optional.of(first.account()))
        && form.planCode().equals(first.plan().map(PlanCode::value))
        && PlanCheck.meant(form, first.billType()).equals(first.change())
        && form.amount()
            .map(naira -> naira.compareTo(first.amount().toNaira()) == 0)
            .orElse(first.plan().isPresent())
        && form.currency().equals(Optional.of("NGN"))
        && form.paymentSource().filter(source -> !source.equals("stellar")).isEmpty()
        && form.customerEmail().equals(first.email())
        && form.customerPhone()
            .flatMap(p -> PhoneNumber.read(clip(p), policy.accountFormat()))
            .equals(first.phone())
        && form.metadata().equals(first.metadata())
        && form.buyAgain() == first.buyAgain();
  }

  private Optional<CustomerAccount> sameKind(String typed, CustomerAccount account) {
    if (account instanceof MeterNumber meter) {
      return MeterNumber.read(typed, meter.type(), policy.accountFormat())
          .map(CustomerAccount.class::cast);
    }
    if (account instanceof SmartcardNumber) {
      return SmartcardNumber.read(typed).map(CustomerAccount.class::cast);
    }
    return account instanceof CustomerNumber
        ? CustomerNumber.read(typed).map(CustomerAccount.class::cast)
        : PhoneNumber.read(typed, policy.accountFormat()).map(CustomerAccount.class::cast);
  }

  private Optional<CustomerAccount> account(
      PaymentForm form, Optional<BillType> type, Optional<Biller> biller, List<Fault> faults) {
    Optional<MeterType> meterType = Optional.empty();
    boolean electricity = type.filter(t -> t == BillType.ELECTRICITY).isPresent();
    if (electricity) {
      if (form.accountType().isEmpty()) {
        faults.add(
            new Fault("account_type", "REQUIRED", "PREPAID or POSTPAID is needed for electricity"));
      } else {
        meterType = meterType(form.accountType().get());
        if (meterType.isEmpty()) {
          faults.add(new Fault("account_type", "MALFORMED", "must be PREPAID or POSTPAID"));
        } else if (biller.isPresent() && !biller.get().meterTypes().contains(meterType.get())) {
          faults.add(
              new Fault(
                  "account_type", "UNSUPPORTED", biller.get().name() + " does not take this type"));
        }
      }
    } else if (type.isPresent() && form.accountType().isPresent()) {
      faults.add(new Fault("account_type", "UNEXPECTED", "only electricity has account types"));
    }
    if (form.accountNumber().isEmpty() || form.accountNumber().get().isBlank()) {
      faults.add(required("account_number"));
      return Optional.empty();
    }
    String typed = clip(form.accountNumber().get());
    if (electricity && meterType.isEmpty()) {
      // without the type either form will do, but not none
      if (Arrays.stream(MeterType.values())
          .allMatch(t -> MeterNumber.read(typed, t, policy.accountFormat()).isEmpty())) {
        faults.add(new Fault("account_number", "INVALID_ACCOUNT", "not a meter number or account"));
      }
      return Optional.empty();
    }
    if (type.isEmpty()) {
      return Optional.empty();
    }
    Optional<CustomerAccount> account =
        switch (type.get().accountKind()) {
          case METER ->
              MeterNumber.read(typed, meterType.get(), policy.accountFormat())
                  .map(CustomerAccount.class::cast);
          case PHONE ->
              PhoneNumber.read(typed, policy.accountFormat()).map(CustomerAccount.class::cast);
          case SMARTCARD -> SmartcardNumber.read(typed).map(CustomerAccount.class::cast);
          case CUSTOMER -> CustomerNumber.read(typed).map(CustomerAccount.class::cast);
        };
    if (account.isEmpty()) {
      String hint =
          switch (type.get().accountKind()) {
            case METER ->
                meterType.filter(m -> m == MeterType.PREPAID).isPresent()
                    ? "a prepaid meter number has 11 or 13 digits"
                    : "a postpaid account has 5 to 20 letters, digits, slashes or dashes";
            case PHONE -> "not a Nigerian mobile number; write 08031234567 or +2348031234567";
            case SMARTCARD -> "a smartcard or IUC number has 10 to 12 digits";
            case CUSTOMER ->
                "a customer number has 3 to 50 letters, digits, dots, dashes, slashes, underscores,"
                    + " at signs or plus signs";
          };
      faults.add(new Fault("account_number", "INVALID_ACCOUNT", hint));
    }
    return account;
  }

  private Optional<Money> amount(PaymentForm form, Optional<Biller> biller, List<Fault> faults) {
    if (form.amount().isEmpty()) {
      faults.add(required("amount"));
      return Optional.empty();
    }
    BigDecimal naira = form.amount().get();
    // the scale is looked at first: 1e999999999 must not be written out
    if (naira.precision() - (long) naira.scale() > 12 || naira.scale() > 20) {
      faults.add(amountFault("too large or too long"));
      return Optional.empty();
    }
    if (naira.signum() <= 0) {
      faults.add(amountFault("must be more than zero"));
      return Optional.empty();
    }
    if (naira.stripTrailingZeros().scale() > 2) {
      faults.add(amountFault("naira have at most two decimals"));
      return Optional.empty();
    }
    Money amount = Money.ofNaira(naira);
    if (amount.compareTo(Money.MAX) > 0) {
      faults.add(amountFault("too large"));
      return Optional.empty();
    }
    if (biller.isPresent() && !biller.get().takes(amount)) {
      faults.add(
          amountFault(
              biller.get().name()
                  + " takes "
                  + biller.get().minimum()
                  + " to "
                  + biller.get().maximum()));
      return Optional.empty();
    }
    return Optional.of(amount);
  }

  private static Optional<MeterType> meterType(String name) {
    for (MeterType type : MeterType.values()) {
      if (type.name().equalsIgnoreCase(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  private static Fault required(String field) {
    return new Fault(field, "REQUIRED", "is required");
  }

  private static Fault amountFault(String message) {
    return new Fault("amount", "AMOUNT_INVALID", message);
  }

  private static String clip(String typed) {
    return typed.length() > 64 ? typed.substring(0, 64) : typed;
  }
}
