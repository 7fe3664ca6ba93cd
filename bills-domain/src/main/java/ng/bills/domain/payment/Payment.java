package ng.bills.domain.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.MeterNumber;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.provider.Skip;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.NotFound;
import ng.bills.domain.vend.Pending;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;

/**
 * A customer's bill payment.
 *
 * <p>It begins as a request that waits for the customer's cNGN. When exactly the total has come,
 * the account is checked with a provider, then the bill is bought in attempts, each committed
 * before its provider is called. An attempt whose outcome is not known is asked about until it is:
 * as long as one is live there is no second attempt and no refund. Delivered with what the customer
 * needs (for a prepaid meter, the token) the payment is completed; known not to be deliverable, the
 * money goes back where it came from. What cannot be decided by rule gets a {@link Review} and
 * waits for a person.
 *
 * <p>Every method is something that happened; it picks the move, appends it to the history and sets
 * when the payment is due next. What cannot happen in the present state throws {@link
 * IllegalPaymentMoveException} and changes nothing.
 */
public final class Payment {

  private static final String STAFF = "staff";

  private final PaymentId id;
  private final PaymentReference reference;
  private final PaymentRequest request;
  private final Instant createdAt;
  private final Instant expiresAt;
  private final long version;

  private PaymentState state;
  private int moveCount;
  private Instant updatedAt;
  private Optional<Instant> nextActionAt;
  private Optional<Lease> lease;
  private int checkTries;
  private int retriesUsed;
  private Optional<String> customerName;
  private final List<Attempt> attempts;
  private Optional<Delivery> delivery;
  private Optional<Failure> failure;
  private Optional<Review> review;
  private Optional<Instant> completedAt;

  private final List<PaymentMoved> newMoves = new ArrayList<>();
  private final List<BillBought> newPurchases = new ArrayList<>();
  private final List<BillReversed> newReversals = new ArrayList<>();
  private final List<PaymentNote> newNotes = new ArrayList<>();

  private Payment(PaymentSnapshot s) {
    this.id = s.id();
    this.reference = s.reference();
    this.request = s.request();
    this.createdAt = s.createdAt();
    this.expiresAt = s.expiresAt();
    this.version = s.version();
    this.state = s.state();
    this.moveCount = s.moveCount();
    this.updatedAt = s.updatedAt();
    this.nextActionAt = s.nextActionAt();
    this.lease = s.lease();
    this.checkTries = s.checkTries();
    this.retriesUsed = s.retriesUsed();
    this.customerName = s.customerName();
    this.attempts = new ArrayList<>(s.attempts());
    this.delivery = s.delivery();
    this.failure = s.failure();
    this.review = s.review();
    this.completedAt = s.completedAt();
  }

  /** A new request, waiting for money until {@code at + window}. */
  public static Payment requested(
      PaymentId id,
      PaymentReference reference,
      PaymentRequest request,
      Instant at,
      Duration window) {
    Payment payment =
        new Payment(
            new PaymentSnapshot(
                id,
                reference,
                request,
                PaymentState.PENDING_PAYMENT,
                1,
                at,
                at.plus(window),
                at,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0));
    payment.newMoves.add(
        new PaymentMoved(
            1, null, null, PaymentState.PENDING_PAYMENT, "payment requested", "partner", at));
    return payment;
  }

  /** The payment as it was stored; for adapters. */
  public static Payment reconstitute(PaymentSnapshot snapshot) {
    return new Payment(snapshot);
  }

  // --- money ---------------------------------------------------------------------------------

  /** Exactly the total has arrived in time. */
  public void fundsMatched(Instant at) {
    move(PaymentTransition.FUNDS_MATCHED, "cNGN received, amount exact", "stellar", at);
    dueAt(at);
  }

  /** Money has arrived in time, but not the total: all of it goes back. */
  public void fundsMismatched(String reason, Instant at) {
    move(PaymentTransition.FUNDS_MISMATCHED, reason, "stellar", at);
    fail(FailureCode.AMOUNT_MISMATCH, reason, at);
    rest();
  }

  /** Nothing came within the payment window. */
  public void windowClosed(Instant at) {
    move(PaymentTransition.PAYMENT_WINDOW_CLOSED, "no payment arrived in time", "bills", at);
    fail(FailureCode.PAYMENT_EXPIRED, "no payment arrived within the payment window", at);
    rest();
  }

  /** The partner has called it off before any money came. */
  public void cancelled(Instant at) {
    move(PaymentTransition.PAYMENT_CANCELLED, "cancelled by the partner", "partner", at);
    fail(FailureCode.PAYMENT_CANCELLED, "cancelled before any money arrived", at);
    rest();
  }

  /** Money has arrived after the window had closed: it goes back. */
  public void fundsCameLate(Instant at) {
    move(PaymentTransition.FUNDS_CAME_LATE, "money arrived too late", "stellar", at);
    rest();
  }

  // --- account check -------------------------------------------------------------------------

  /** Somebody is about to ask a provider about the account. */
  public void accountCheckStarted(Instant at) {
    if (state == PaymentState.CNGN_RECEIVED) {
      move(PaymentTransition.ACCOUNT_CHECK_STARTED, "checking the account", "bills", at);
    } else if (state != PaymentState.VERIFYING_ACCOUNT) {
      throw illegal("an account check");
    }
  }

  /** A provider has answered about the account, or nobody could tell. */
  public void accountAnswered(
      AccountCheck answer, Backoff backoff, RandomGenerator random, Instant at) {
    if (state != PaymentState.VERIFYING_ACCOUNT) {
      throw illegal("an answer about the account");
    }
    answer.fold(
        confirmed -> {
          if (confirmed.minimum().filter(m -> m.compareTo(request.amount()) > 0).isPresent()) {
            String reason = "the amount is below the minimum of this account";
            accountRefused(FailureCode.AMOUNT_INVALID, reason, at);
          } else {
            customerName = confirmed.customerName();
            move(PaymentTransition.ACCOUNT_CONFIRMED, "account confirmed", "bills", at);
            dueAt(at);
          }
          return null;
        },
        refused -> {
          accountRefused(
              FailureCode.ACCOUNT_NOT_FOUND, "the biller does not know this account", at);
          return null;
        },
        unavailable -> {
          if (checkTries < backoff.limit()) {
            dueAt(at.plus(backoff.delay(checkTries, random)));
            checkTries++;
            release();
          } else {
            String reason = "no provider could check the account";
            fail(FailureCode.PROVIDER_ERROR, reason, at);
            move(PaymentTransition.ACCOUNT_CHECK_GIVEN_UP, reason, "bills", at);
            rest();
          }
          return null;
        });
  }

  private void accountRefused(FailureCode code, String reason, Instant at) {
    fail(code, reason, at);
    move(PaymentTransition.ACCOUNT_REFUSED, reason, "bills", at);
    move(PaymentTransition.ACCOUNT_REFUND_OWED, "money goes back", "bills", at);
    rest();
  }

  // --- vend and requery ----------------------------------------------------------------------

  /** The wait before a retry is over. */
  public void retryDue(Instant at) {
    move(PaymentTransition.RETRY_DUE, "trying again", "bills", at);
    dueAt(at);
  }

  /** No provider sells this bill to us any more; nothing was tried. */
  public void noProviderFound(VendPolicy policy, RandomGenerator random, Instant at) {
    requireReady("giving up on providers");
    move(PaymentTransition.VEND_REJECTED, "no provider can take it now", "bills", at);
    retryOrGiveUp(policy, random, at);
  }

  /** The providers that sell it could not take it for so long that the money goes back. */
  public void providersGaveOut(Instant at) {
    requireReady("giving up on providers");
    String reason = "no provider could take it in time";
    move(PaymentTransition.VEND_REJECTED, reason, "bills", at);
    fail(FailureCode.PROVIDER_ERROR, reason, at);
    move(PaymentTransition.RETRIES_USED_UP, "money goes back", "bills", at);
    rest();
  }

  private void requireReady(String what) {
    if (state != PaymentState.PROCESSING_BILL
        || liveAttempt().isPresent()
        || deliveredAttempt().isPresent()) {
      throw illegal(what);
    }
  }

  /**
   * Nothing could be asked just now: it stays where it is, free for whoever takes it up then.
   *
   * @throws IllegalPaymentMoveException when nobody is to be asked about it, or an order is under
   *     way that may not be left alone
   */
  public void postponed(Instant until) {
    boolean waits =
        state == PaymentState.VERIFYING_ACCOUNT
            || state == PaymentState.PROVIDER_PROCESSING
            || state == PaymentState.PROCESSING_BILL && liveAttempt().isEmpty();
    if (!waits) {
      throw illegal("putting it off");
    }
    dueAt(until);
    release();
  }

  /** Providers that come earlier in the order were passed over for the attempt that is to begin. */
  public void providersSkipped(List<Skip> skips, Instant at) {
    for (Skip skip : skips) {
      newNotes.add(
          new PaymentNote(
              PaymentNote.Kind.PROVIDER_SKIPPED,
              attempts.size() + 1,
              skip.provider(),
              skip.toString(),
              at));
    }
  }

  /**
   * No provider sells the plan at the quoted price any more: the money goes back, for nobody agreed
   * to another price.
   *
   * @throws IllegalPaymentMoveException while an attempt may still deliver, or has delivered
   */
  public void planUnavailable(Instant at) {
    if (state != PaymentState.PROCESSING_BILL
        || request.plan().isEmpty()
        || liveAttempt().isPresent()
        || deliveredAttempt().isPresent()) {
      throw illegal("giving up on a plan");
    }
    String reason = "the plan is not sold at the quoted price any more";
    move(PaymentTransition.VEND_REFUSED, reason, "bills", at);
    fail(FailureCode.PLAN_UNAVAILABLE, reason, at);
    move(PaymentTransition.NO_PROVIDER_LEFT, "money goes back", "bills", at);
    rest();
  }

  /**
   * An attempt begins. It must be committed before the provider is called.
   *
   * @param item what the provider calls the bill
   * @throws IllegalPaymentMoveException while another attempt may still deliver, or has delivered
   */
  public VendOrder vendStarted(
      UUID attemptId,
      ProviderCode provider,
      ProviderItem item,
      VendReference vendReference,
      Instant at) {
    requireReady("a vend");
    attempts.add(Attempt.started(attemptId, attempts.size() + 1, provider, vendReference, at));
    dueAt(at);
    return new VendOrder(
        vendReference,
        request.billType(),
        request.biller(),
        item,
        request.account(),
        request.plan(),
        request.change(),
        request.amount(),
        request.phone(),
        at);
  }

  /** The lease of whoever was vending has ended without an answer: outcome unknown. */
  public void leaseLost(Instant at) {
    Attempt live = liveAttempt().orElseThrow(() -> illegal("a lost lease"));
    move(
        PaymentTransition.LEASE_LOST,
        "interrupted while buying; asking " + live.provider(),
        "bills",
        at);
    replace(
        live.answered(
            AttemptState.UNKNOWN,
            Optional.empty(),
            "interrupted",
            Optional.empty(),
            Optional.empty(),
            at));
    dueAt(at);
  }

  /**
   * The provider has answered to an order. An answer that comes after the lease was lost counts all
   * the same; one that contradicts what is settled opens a review.
   *
   * @param left who else could deliver
   */
  public void vendAnswered(
      VendReference vendReference,
      VendOutcome outcome,
      ProvidersLeft left,
      VendPolicy policy,
      RandomGenerator random,
      Instant at) {
    Attempt attempt = attempt(vendReference);
    outcome.fold(
        d -> answered(attempt, d, policy, random, at),
        p -> unsettled(attempt, AttemptState.PENDING, p, policy, random, at),
        r -> rejected(attempt, r, left, policy, random, at),
        u -> unknown(attempt, u, policy, random, at));
  }

  /**
   * The provider has answered to a requery.
   *
   * @param askedAt when it was asked: its answer may have been on its way to us, or lain in a node
   *     that stood still, ever since
   */
  public void requeryAnswered(
      VendReference vendReference,
      RequeryOutcome outcome,
      ProvidersLeft left,
      VendPolicy policy,
      RandomGenerator random,
      Instant askedAt,
      Instant at) {
    Attempt attempt = attempt(vendReference).requeried();
    replace(attempt);
    outcome.fold(
        d -> answered(attempt, d, policy, random, at),
        p -> unsettled(attempt, AttemptState.PENDING, p, policy, random, at),
        r -> rejected(attempt, r, left, policy, random, at),
        n -> notFound(attempt, n, left, policy, random, askedAt, at),
        u -> unknown(attempt, u, policy, random, at));
  }

  /**
   * The provider lets us know that there is news of the order whose outcome or token is awaited. It
   * is asked about then, unless it is due earlier anyway; what the news says does not count. Their
   * reference is kept where they never answered with one: it may be the only one they can be asked
   * by.
   *
   * @param theirs their reference of the order, when the news has it
   * @param askAt not before the provider wants to be asked
   */
  public void newsAnnounced(
      VendReference vendReference, Optional<ProviderReference> theirs, Instant askAt) {
    Attempt attempt =
        attemptToRequery()
            .filter(a -> a.reference().equals(vendReference))
            .filter(a -> state == PaymentState.PROVIDER_PROCESSING)
            .orElseThrow(() -> illegal("news of an order that nobody waits for"));
    if (attempt.providerReference().isEmpty()) {
      theirs.map(attempt::calledByThem).ifPresent(this::replace);
    }
    if (nextActionAt.filter(due -> !due.isAfter(askAt)).isEmpty()) {
      dueAt(askAt);
    }
  }

  private Void answered(
      Attempt attempt, Delivered answer, VendPolicy policy, RandomGenerator random, Instant at) {
    boolean known = attempt.state() == AttemptState.DELIVERED;
    boolean contradicts = !known && !attempt.isLive();
    boolean wasEnough = delivery.filter(this::isEnough).isPresent();
    // whatever else follows: no token that was ever handed over is dropped or replaced
    delivery = Optional.of(delivery.map(d -> d.and(answer.delivery())).orElse(answer.delivery()));
    if (known && wasEnough) {
      if (attempt.notFounds() > 0) {
        replace(attempt.foundAgain());
      }
      return null;
    }
    if (attempt.state() == AttemptState.REVERSED) {
      // the purchase is booked and taken back: who is right is not for us to say
      needPerson(
          Review.Kind.CONTRADICTION,
          attempt.provider() + " calls delivered what it had taken back",
          at);
      return null;
    }
    Attempt delivered =
        attempt.answered(
            AttemptState.DELIVERED,
            answer.providerReference(),
            answer.statusCode(),
            Optional.empty(),
            Optional.empty(),
            at);
    replace(delivered);
    if (!known) {
      newPurchases.add(new BillBought(delivered, contradicts));
    }
    if (contradicts) {
      String what = attempt.provider() + " delivered what it had called not delivered";
      note(PaymentNote.Kind.DELIVERED_LATE, attempt, what, at);
      needPerson(Review.Kind.CONTRADICTION, what, at);
      lookAtAmount(attempt, answer, at);
      if (liveAttempt().isEmpty() && !isTokenAwaited()) {
        rest();
      }
      return null;
    }
    if (known && !isTokenAwaited()) {
      return null;
    }
    if (isEnough(answer.delivery())) {
      complete(attempt.provider(), at);
      lookAtAmount(attempt, answer, at);
    } else {
      wait("delivered, token not there yet", attempt.provider(), at);
      askForToken(delivered, policy, random, at);
    }
    return null;
  }

  /** The customer has his bill; what becomes of a difference is not for us to say. */
  private void lookAtAmount(Attempt attempt, Delivered answer, Instant at) {
    if (answer.charged().isPresent()) {
      String what =
          attempt.provider()
              + " delivered for "
              + answer.charged().get()
              + ", ordered were "
              + request.amount();
      note(PaymentNote.Kind.AMOUNT_DIFFERS, attempt, what, at);
      needPerson(Review.Kind.AMOUNT_DIFFERS, what, at);
    }
  }

  private void complete(ProviderCode provider, Instant at) {
    PaymentTransition how =
        state == PaymentState.PROCESSING_BILL
            ? PaymentTransition.VEND_DELIVERED
            : PaymentTransition.REQUERY_DELIVERED;
    completedAt = Optional.of(at);
    failure = Optional.empty();
    move(how, "delivered by " + provider, provider.value(), at);
    rest();
  }

  private Void unsettled(
      Attempt attempt,
      AttemptState newState,
      Pending answer,
      VendPolicy policy,
      RandomGenerator random,
      Instant at) {
    if (attempt.state() == AttemptState.NOT_FOUND || attempt.state() == AttemptState.REJECTED) {
      needPerson(
          Review.Kind.CONTRADICTION,
          attempt.provider() + " is working on what it had called not delivered",
          at);
      return null;
    }
    if (!attempt.isLive()) {
      return stillWaiting(attempt, policy, random, at);
    }
    replace(
        attempt.answered(
            newState,
            answer.providerReference(),
            answer.statusCode(),
            Optional.empty(),
            Optional.empty(),
            at));
    wait(attempt.provider() + " is working on it", attempt.provider(), at);
    askAgain(attempt, policy, random, at);
    return null;
  }

  private Void unknown(
      Attempt attempt, Unknown answer, VendPolicy policy, RandomGenerator random, Instant at) {
    if (!attempt.isLive()) {
      return stillWaiting(attempt, policy, random, at);
    }
    if (attempt.state() == AttemptState.STARTED) {
      // what was known before is never replaced by not knowing
      replace(
          attempt.answered(
              AttemptState.UNKNOWN,
              Optional.empty(),
              answer.statusCode(),
              Optional.of(answer.detail()),
              Optional.empty(),
              at));
    }
    wait("no usable answer from " + attempt.provider(), attempt.provider(), at);
    askAgain(attempt, policy, random, at);
    return null;
  }

  private Void notFound(
      Attempt attempt,
      NotFound answer,
      ProvidersLeft left,
      VendPolicy policy,
      RandomGenerator random,
      Instant askedAt,
      Instant at) {
    if (attempt.state() == AttemptState.DELIVERED) {
      return doubted(attempt, answer, policy, random, askedAt, at);
    }
    if (!attempt.isLive()) {
      return stillWaiting(attempt, policy, random, at);
    }
    Attempt again = attempt.notFoundAgain(answer.statusCode());
    replace(again);
    if (!isBelieved(again, leftAtLatest(again), policy, askedAt)) {
      wait(attempt.provider() + " does not know it yet", attempt.provider(), at);
      askAgain(attempt, policy, random, at);
      return null;
    }
    if (attempt.state() == AttemptState.PENDING) {
      // it had acknowledged the order: not knowing it now is no proof that it was not carried out
      askAgain(again, policy, random, at);
      needPerson(
          Review.Kind.CONTRADICTION,
          attempt.provider() + " no longer knows what it had called pending",
          at);
      return null;
    }
    replace(
        again.answered(
            AttemptState.NOT_FOUND,
            Optional.empty(),
            answer.statusCode(),
            Optional.empty(),
            Optional.empty(),
            at));
    move(
        PaymentTransition.REQUERY_NOT_FOUND,
        attempt.provider() + " never received it",
        attempt.provider().value(),
        at);
    goElsewhereOrRetry(left, policy, random, at);
    return null;
  }

  /**
   * Their question may lag behind their orders: "not found" counts when it repeats and they were
   * asked long enough after the order can have left.
   */
  private static boolean isBelieved(
      Attempt notFound, Instant left, VendPolicy policy, Instant askedAt) {
    return notFound.notFounds() >= policy.notFoundNeeded()
        && !askedAt.isBefore(left.plus(policy.notFoundSettle()));
  }

  /**
   * When the order of a live attempt that nobody carries out any more left at the latest. Whoever
   * committed it may have stood still since and called at the end of the lease: it is when the
   * answer came, or the lease was found to have ended, which is the move that brought the payment
   * here.
   */
  private Instant leftAtLatest(Attempt live) {
    return updatedAt.isAfter(live.startedAt()) ? updatedAt : live.startedAt();
  }

  /** It does not know what it had called delivered. */
  private Void doubted(
      Attempt attempt,
      NotFound answer,
      VendPolicy policy,
      RandomGenerator random,
      Instant askedAt,
      Instant at) {
    Attempt again = attempt.notFoundAgain(attempt.statusCode().orElse(answer.statusCode()));
    replace(again);
    stillWaiting(again, policy, random, at);
    if (isBelieved(again, again.startedAt(), policy, askedAt)) {
      needPerson(
          Review.Kind.CONTRADICTION,
          attempt.provider() + " does not know what it had called delivered",
          at);
    }
    return null;
  }

  private boolean hasNotFoundAt(ProviderCode provider) {
    return attempts.stream()
        .anyMatch(a -> a.provider().equals(provider) && a.state() == AttemptState.NOT_FOUND);
  }

  private Void rejected(
      Attempt attempt,
      Rejected answer,
      ProvidersLeft left,
      VendPolicy policy,
      RandomGenerator random,
      Instant at) {
    if (attempt.state() == AttemptState.DELIVERED) {
      if (answer.reason() == RejectionReason.REVERSED) {
        reversed(attempt, answer, at);
      } else {
        needPerson(
            Review.Kind.CONTRADICTION,
            attempt.provider() + " took back what it had called delivered",
            at);
      }
      return null;
    }
    if (!attempt.isLive()) {
      return null;
    }
    replace(
        attempt.answered(
            AttemptState.REJECTED,
            Optional.empty(),
            answer.statusCode(),
            Optional.of(answer.detail()),
            Optional.of(answer.reason()),
            at));
    boolean vending = state == PaymentState.PROCESSING_BILL;
    String actor = attempt.provider().value();
    RejectionReason reason = answer.reason();
    boolean retry =
        reason.remedy() == RejectionReason.Remedy.RETRY
            || reason.concernsOperations() && left != ProvidersLeft.NOW;
    if (retry) {
      move(
          vending ? PaymentTransition.VEND_REJECTED : PaymentTransition.REQUERY_REJECTED,
          attempt.provider() + " did not deliver (" + reason + ")",
          actor,
          at);
      goElsewhereOrRetry(left, policy, random, at);
      if (reason == RejectionReason.LIKELY_DUPLICATE && hasNotFoundAt(attempt.provider())) {
        needPerson(
            Review.Kind.CONTRADICTION,
            attempt.provider() + " sees a repetition of what it had said it never received",
            at);
      }
      return null;
    }
    move(
        vending ? PaymentTransition.VEND_REFUSED : PaymentTransition.REQUERY_REFUSED,
        attempt.provider() + " refused for good (" + reason + ")",
        actor,
        at);
    if (reason.remedy() == RejectionReason.Remedy.OTHER_PROVIDER
        && left != ProvidersLeft.NONE
        && deliveredAttempt().isEmpty()) {
      move(PaymentTransition.OTHER_PROVIDER_CHOSEN, "another provider sells it", "bills", at);
      goElsewhereOrRetry(left, policy, random, at);
      return null;
    }
    FailureCode code =
        switch (reason) {
          case ACCOUNT_INVALID -> FailureCode.ACCOUNT_NOT_FOUND;
          case AMOUNT_REFUSED -> FailureCode.AMOUNT_INVALID;
          default -> FailureCode.PROVIDER_ERROR;
        };
    if (deliveredAttempt().isPresent()) {
      leaveToPerson(at);
      return null;
    }
    fail(code, "no provider could pay this bill", at);
    move(PaymentTransition.NO_PROVIDER_LEFT, "money goes back", "bills", at);
    rest();
    return null;
  }

  /**
   * The provider has returned the amount of a bill it had bought. Where the customer has nothing in
   * hand the money goes back by rule. A token may have been used: then a person decides.
   */
  private void reversed(Attempt attempt, Rejected answer, Instant at) {
    Attempt taken =
        attempt.answered(
            AttemptState.REVERSED,
            Optional.empty(),
            answer.statusCode(),
            Optional.of(answer.detail()),
            Optional.of(answer.reason()),
            at);
    replace(taken);
    newReversals.add(new BillReversed(taken));
    String what = attempt.provider() + " took back what it had delivered";
    note(PaymentNote.Kind.REVERSED, attempt, what, at);
    boolean settled = liveAttempt().isEmpty() && deliveredAttempt().isEmpty() && review.isEmpty();
    boolean inHand = delivery.filter(d -> !d.tokens().isEmpty()).isPresent();
    if (settled && state == PaymentState.COMPLETED && !inHand) {
      fail(FailureCode.PROVIDER_REVERSED, what, at);
      move(PaymentTransition.PROVIDER_REVERSED, what, attempt.provider().value(), at);
      rest();
    } else if (settled && state == PaymentState.PROVIDER_PROCESSING && !inHand) {
      // delivered, its token awaited: now it never comes
      move(PaymentTransition.REQUERY_REFUSED, what, attempt.provider().value(), at);
      fail(FailureCode.PROVIDER_REVERSED, what, at);
      move(PaymentTransition.NO_PROVIDER_LEFT, "money goes back", "bills", at);
      rest();
    } else {
      needPerson(Review.Kind.REVERSED, what, at);
    }
  }

  private void note(PaymentNote.Kind kind, Attempt attempt, String text, Instant at) {
    newNotes.add(new PaymentNote(kind, attempt.sequence(), attempt.provider(), text, at));
  }

  /** Known not to be delivered: a provider not tried yet is tried at once, else there is a wait. */
  private void goElsewhereOrRetry(
      ProvidersLeft left, VendPolicy policy, RandomGenerator random, Instant at) {
    if (left == ProvidersLeft.NOW && deliveredAttempt().isEmpty()) {
      dueAt(at);
    } else {
      retryOrGiveUp(policy, random, at);
    }
  }

  private void retryOrGiveUp(VendPolicy policy, RandomGenerator random, Instant at) {
    if (deliveredAttempt().isPresent()) {
      leaveToPerson(at);
      return;
    }
    if (retriesUsed < policy.retries().limit()) {
      dueAt(at.plus(policy.retries().delay(retriesUsed, random)));
      retriesUsed++;
      release();
      return;
    }
    fail(
        FailureCode.PROVIDER_ERROR,
        "the bill could not be paid after " + retriesUsed + " retries",
        at);
    move(PaymentTransition.RETRIES_USED_UP, "retries used up, money goes back", "bills", at);
    rest();
  }

  /**
   * The latest attempt has not delivered, but an earlier one has, after it had been called not
   * delivered: neither another vend nor a refund would be right by rule.
   */
  private void leaveToPerson(Instant at) {
    needPerson(Review.Kind.CONTRADICTION, "an earlier attempt delivered after all", at);
    rest();
  }

  /** Whether the payment waits for the token of a delivery, and for nothing else. */
  private boolean isTokenAwaited() {
    return state == PaymentState.PROVIDER_PROCESSING && liveAttempt().isEmpty();
  }

  /** Nothing new about an attempt that is settled; a missing token is still waited for. */
  private Void stillWaiting(
      Attempt attempt, VendPolicy policy, RandomGenerator random, Instant at) {
    if (isTokenAwaited() && attempt.state() == AttemptState.DELIVERED) {
      askForToken(attempt, policy, random, at);
    }
    return null;
  }

  /** Not for ever: at the deadline for asking, when support has been alerted, a person looks. */
  private void askForToken(
      Attempt delivered, VendPolicy policy, RandomGenerator random, Instant at) {
    Instant since = delivered.answeredAt().orElse(at);
    Instant asked = delivered.startedAt().plus(policy.requeryDeadline());
    Instant alerted = since.plus(policy.tokenAlert());
    Instant deadline = asked.isAfter(alerted) ? asked : alerted;
    Instant next = at.plus(policy.tokenGap(Duration.between(since, at), random));
    boolean over = !at.isBefore(deadline);
    dueAt(!over && next.isAfter(deadline) ? deadline : next);
    release();
    if (over) {
      needPerson(
          Review.Kind.TOKEN_MISSING,
          delivered.provider() + " has delivered and not given the token in time",
          at);
    }
  }

  /** Until the deadline, but not before "not found" could have settled: then a person looks. */
  private void askAgain(Attempt attempt, VendPolicy policy, RandomGenerator random, Instant at) {
    Instant next = at.plus(policy.requeries().delay(attempt.requeries(), random));
    Instant floor = attempt.startedAt().plus(policy.requeryFloor());
    dueAt(next.isBefore(floor) ? floor : next);
    release();
    boolean over = at.isAfter(attempt.startedAt().plus(policy.requeryDeadline()));
    if (over && at.isAfter(leftAtLatest(attempt).plus(policy.notFoundSettle()))) {
      needPerson(
          Review.Kind.OUTCOME_UNKNOWN,
          attempt.provider() + " has not said in time whether it delivered",
          at);
    }
  }

  private void wait(String cause, ProviderCode provider, Instant at) {
    if (state == PaymentState.PROCESSING_BILL) {
      move(PaymentTransition.VEND_UNSETTLED, cause, provider.value(), at);
    }
  }

  /** A prepaid meter needs its token, an examination its PIN; everything else is done by itself. */
  public boolean isEnough(Delivery what) {
    if (request.account() instanceof MeterNumber meter && meter.type() == MeterType.PREPAID) {
      return what.creditToken().isPresent();
    }
    return request.billType() != BillType.EDUCATION || what.pin().isPresent();
  }

  // --- refund --------------------------------------------------------------------------------

  /** A refund transaction is about to be submitted. */
  public void refundStarted(Instant at) {
    move(PaymentTransition.REFUND_STARTED, "refund on its way", "bills", at);
  }

  /** The refund is in a ledger. */
  public void refundConfirmed(Instant at) {
    move(PaymentTransition.REFUND_CONFIRMED, "money is back", "stellar", at);
    rest();
  }

  /** The refund's transaction can never be in a ledger any more: another one may be built. */
  public void refundProvenDead(String cause, Instant at) {
    move(PaymentTransition.REFUND_PROVEN_DEAD, cause, "stellar", at);
  }

  // --- people --------------------------------------------------------------------------------

  /**
   * Opens a review; the first one stays until it is resolved. Whoever is buying keeps the lease:
   * until it ends the order may still leave us, and nobody else is to judge of it.
   */
  public void needPerson(Review.Kind kind, String reason, Instant at) {
    if (review.isEmpty()) {
      review = Optional.of(new Review(kind, reason, at));
    }
    if (state != PaymentState.PROCESSING_BILL || liveAttempt().isEmpty()) {
      release();
    }
  }

  /** A person has looked: work goes on from the present state. */
  public void reviewClosed(Instant at) {
    if (review.isEmpty()) {
      throw illegal("closing a review that is not open");
    }
    review = Optional.empty();
    if (nextActionAt.isPresent()) {
      dueAt(at);
    }
  }

  /** Staff have called it off before any money came. */
  public void calledOff(Instant at) {
    move(PaymentTransition.PAYMENT_CANCELLED, "called off by staff", STAFF, at);
    fail(FailureCode.PAYMENT_CANCELLED, "cancelled before any money arrived", at);
    review = Optional.empty();
    rest();
  }

  /**
   * What it waits for is to be done now: the provider is asked, or the bill tried again. The
   * provider's own rules for asking hold all the same.
   */
  public void hastened(Instant at) {
    boolean waits =
        state == PaymentState.RETRY_SCHEDULED
            || state == PaymentState.PROVIDER_PROCESSING && attemptToRequery().isPresent();
    if (!waits || review.isPresent() || nextActionAt.isEmpty()) {
      throw illegal("hurrying");
    }
    dueAt(at);
  }

  /**
   * The provider has confirmed to people that it delivered the order whose outcome is not known. A
   * token that is missing is asked for on.
   */
  public void deliveryAttested(Instant at) {
    Attempt live = attestable("a confirmed delivery");
    Attempt delivered = attested(live, AttemptState.DELIVERED, "delivered", Optional.empty(), at);
    replace(delivered);
    newPurchases.add(new BillBought(delivered, false));
    delivery = delivery.or(() -> Optional.of(Delivery.BARE));
    review = Optional.empty();
    if (delivery.filter(this::isEnough).isPresent()) {
      attestedComplete(PaymentTransition.REQUERY_DELIVERED, at);
    } else {
      dueAt(at);
      release();
    }
  }

  /**
   * The provider has confirmed to people that it did not carry out the order whose outcome is not
   * known.
   *
   * @param tryAgain whether the bill is tried again; else the money goes back
   * @throws IllegalPaymentMoveException when another attempt has delivered
   */
  public void refusalAttested(boolean tryAgain, Instant at) {
    Attempt live = attestable("a confirmed refusal");
    if (deliveredAttempt().isPresent()) {
      throw illegal("a confirmed refusal beside a delivery");
    }
    replace(
        attested(
            live, AttemptState.REJECTED, "not delivered", Optional.of(RejectionReason.FAILED), at));
    review = Optional.empty();
    String what = live.provider() + " confirmed to staff that it did not deliver";
    if (tryAgain) {
      move(PaymentTransition.REQUERY_REJECTED, what, STAFF, at);
      dueAt(at);
      release();
    } else {
      fail(FailureCode.PROVIDER_ERROR, "the bill could not be paid", at);
      move(PaymentTransition.REQUERY_REFUSED, what, STAFF, at);
      move(PaymentTransition.NO_PROVIDER_LEFT, "money goes back", STAFF, at);
      rest();
    }
  }

  private Attempt attestable(String what) {
    if (state != PaymentState.PROVIDER_PROCESSING || review.isEmpty()) {
      throw illegal(what);
    }
    return liveAttempt().orElseThrow(() -> illegal(what));
  }

  private static Attempt attested(
      Attempt live,
      AttemptState settled,
      String word,
      Optional<RejectionReason> reason,
      Instant at) {
    return live.answered(
        settled,
        Optional.empty(),
        live.statusCode().orElse(STAFF),
        Optional.of(word + ", as the provider confirmed to staff"),
        reason,
        at);
  }

  /** The provider has told people the token of a delivery that came without it. */
  public void tokenAttested(Delivery told, Instant at) {
    Delivery whole = delivery.orElse(Delivery.BARE).and(told);
    if (!isTokenMissing() || !isEnough(whole)) {
      throw illegal("a token from staff");
    }
    delivery = Optional.of(whole);
    review = Optional.empty();
    attestedComplete(PaymentTransition.REQUERY_DELIVERED, at);
  }

  /**
   * What an attempt delivered after it had been called not delivered counts as the bill.
   *
   * @throws IllegalPaymentMoveException while another attempt may still deliver, when nothing
   *     usable was delivered, or when the money is on its way back
   */
  public void deliveryAccepted(Instant at) {
    PaymentTransition how =
        switch (state) {
          case RETRY_SCHEDULED -> PaymentTransition.DELIVERY_ACCEPTED;
          case PROVIDER_FAILED -> PaymentTransition.LATE_DELIVERY_ACCEPTED;
          case PROCESSING_BILL -> PaymentTransition.VEND_DELIVERED;
          default -> throw illegal("accepting a delivery");
        };
    if (review.isEmpty()
        || liveAttempt().isPresent()
        || deliveredAttempt().isEmpty()
        || delivery.filter(this::isEnough).isEmpty()) {
      throw illegal("accepting a delivery");
    }
    review = Optional.empty();
    attestedComplete(how, at);
  }

  private void attestedComplete(PaymentTransition how, Instant at) {
    completedAt = Optional.of(at);
    failure = Optional.empty();
    move(how, "settled by staff", STAFF, at);
    rest();
  }

  /**
   * Two people have decided that the money goes back.
   *
   * @throws IllegalPaymentMoveException while the outcome of an attempt is not known
   */
  public void refundApproved(Instant at) {
    if (liveAttempt().isPresent()) {
      throw illegal("a refund while an outcome is not known");
    }
    String what = "refund decided by two people";
    boolean reversed = attempts.stream().anyMatch(a -> a.state() == AttemptState.REVERSED);
    FailureCode code = reversed ? FailureCode.PROVIDER_REVERSED : FailureCode.PROVIDER_ERROR;
    switch (state) {
      case COMPLETED -> move(PaymentTransition.REFUND_APPROVED, what, STAFF, at);
      case RETRY_SCHEDULED -> move(PaymentTransition.RETRIES_USED_UP, what, STAFF, at);
      case PROVIDER_FAILED -> move(PaymentTransition.NO_PROVIDER_LEFT, what, STAFF, at);
      case PROVIDER_PROCESSING -> {
        move(PaymentTransition.REQUERY_REFUSED, what, STAFF, at);
        move(PaymentTransition.NO_PROVIDER_LEFT, "money goes back", STAFF, at);
      }
      case PROCESSING_BILL -> {
        move(PaymentTransition.VEND_REFUSED, what, STAFF, at);
        move(PaymentTransition.NO_PROVIDER_LEFT, "money goes back", STAFF, at);
      }
      default -> throw illegal("a refund");
    }
    fail(code, "the money was given back after a review", at);
    review = Optional.empty();
    rest();
  }

  // --- work ----------------------------------------------------------------------------------

  /** Gives the work on it to the holder of a lease. */
  public void leaseTo(Lease newLease) {
    lease = Optional.of(newLease);
  }

  /** Whether that lease is the one under which it is worked on. */
  public boolean isLeasedTo(UUID leaseId) {
    return lease.filter(l -> l.id().equals(leaseId)).isPresent();
  }

  /** Ends the present lease, if any. */
  public void release() {
    lease = Optional.empty();
  }

  /** Whether work can go on right now. */
  public boolean isDue(Instant at) {
    return review.isEmpty() && nextActionAt.filter(due -> !due.isAfter(at)).isPresent();
  }

  private void dueAt(Instant at) {
    nextActionAt = Optional.of(at);
  }

  private void rest() {
    nextActionAt = Optional.empty();
    release();
  }

  private void fail(FailureCode code, String reason, Instant at) {
    failure = Optional.of(new Failure(code, reason, at));
  }

  private void move(PaymentTransition transition, String cause, String actor, Instant at) {
    if (transition.from() != state) {
      throw illegal(transition.wireName());
    }
    moveCount++;
    newMoves.add(new PaymentMoved(moveCount, transition, state, transition.to(), cause, actor, at));
    state = transition.to();
    updatedAt = at;
  }

  private IllegalPaymentMoveException illegal(String what) {
    return new IllegalPaymentMoveException(id, state, what);
  }

  private void replace(Attempt attempt) {
    attempts.set(attempt.sequence() - 1, attempt);
  }

  // --- what it knows -------------------------------------------------------------------------

  /** The attempt whose outcome is not known yet; there is at most one. */
  public Optional<Attempt> liveAttempt() {
    return attempts.stream().filter(Attempt::isLive).findFirst();
  }

  /** The attempt a requery is about: the live one, or the delivered one whose token is missing. */
  public Optional<Attempt> attemptToRequery() {
    return liveAttempt()
        .or(
            () ->
                attempts.stream()
                    .filter(a -> a.state() == AttemptState.DELIVERED)
                    .filter(a -> delivery.filter(this::isEnough).isEmpty())
                    .findFirst());
  }

  /** Whether a delivery is known whose token has not come. */
  public boolean isTokenMissing() {
    return state == PaymentState.PROVIDER_PROCESSING
        && liveAttempt().isEmpty()
        && attemptToRequery().isPresent();
  }

  /** Providers that refused this bill for good. */
  public Set<ProviderCode> refusedBy() {
    return attempts.stream()
        .filter(
            a ->
                a.rejection()
                    .filter(r -> r.remedy() == RejectionReason.Remedy.OTHER_PROVIDER)
                    .filter(r -> !r.concernsOperations())
                    .isPresent())
        .map(Attempt::provider)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The attempt that delivered, if one did. */
  public Optional<Attempt> deliveredAttempt() {
    return attempts.stream().filter(a -> a.state() == AttemptState.DELIVERED).findFirst();
  }

  /**
   * The attempt under that reference.
   *
   * @throws IllegalArgumentException when this payment has none
   */
  public Attempt attempt(VendReference vendReference) {
    return attempts.stream()
        .filter(a -> a.reference().equals(vendReference))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("payment " + id + " has no such attempt"));
  }

  /** The moves since the last call, oldest first. */
  public List<PaymentMoved> takeNewMoves() {
    List<PaymentMoved> taken = List.copyOf(newMoves);
    newMoves.clear();
    return taken;
  }

  /** The purchases since the last call. */
  public List<BillBought> takeNewPurchases() {
    List<BillBought> taken = List.copyOf(newPurchases);
    newPurchases.clear();
    return taken;
  }

  /** The purchases taken back since the last call. */
  public List<BillReversed> takeNewReversals() {
    List<BillReversed> taken = List.copyOf(newReversals);
    newReversals.clear();
    return taken;
  }

  /** The notes since the last call, oldest first. */
  public List<PaymentNote> takeNewNotes() {
    List<PaymentNote> taken = List.copyOf(newNotes);
    newNotes.clear();
    return taken;
  }

  public PaymentSnapshot snapshot() {
    return new PaymentSnapshot(
        id,
        reference,
        request,
        state,
        moveCount,
        createdAt,
        expiresAt,
        updatedAt,
        nextActionAt,
        lease,
        checkTries,
        retriesUsed,
        customerName,
        attempts,
        delivery,
        failure,
        review,
        completedAt,
        version);
  }

  public PaymentId id() {
    return id;
  }

  public PaymentReference reference() {
    return reference;
  }

  public PaymentRequest request() {
    return request;
  }

  public PaymentState state() {
    return state;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant expiresAt() {
    return expiresAt;
  }

  public Instant updatedAt() {
    return updatedAt;
  }

  public Optional<Instant> nextActionAt() {
    return nextActionAt;
  }

  public Optional<Lease> lease() {
    return lease;
  }

  public int retriesUsed() {
    return retriesUsed;
  }

  public Optional<String> customerName() {
    return customerName;
  }

  public List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  public Optional<Delivery> delivery() {
    return delivery;
  }

  public Optional<Failure> failure() {
    return failure;
  }

  public Optional<Review> review() {
    return review;
  }

  public Optional<Instant> completedAt() {
    return completedAt;
  }

  public long version() {
    return version;
  }

  @Override
  public String toString() {
    return "payment " + reference + " (" + state.wireName() + ")";
  }
}
