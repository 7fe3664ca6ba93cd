package ng.bills.application.vending.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.VendReference;

/**
 * Every request to a provider and what came back, whole but for secrets, append-only and encrypted
 * (answers hold tokens and names). Written by the provider adapters before the answer is
 * interpreted, in a transaction of its own: must not be called inside a unit of work. Only checks
 * of an account for a payment, which tell no token, wait for the transaction that records them
 * ({@link #about}). Nothing is removed but by age, by {@link #prune}.
 */
public interface ProviderExchanges {

  /** What was asked. */
  enum Kind {
    VEND,
    REQUERY,
    /** About a customer's account, before anything is bought. */
    ACCOUNT_CHECK,
    /** What the provider sells, and at which price. */
    CATALOGUE,
    /** Our float there. */
    BALANCE,
    /** For a key that is good for a while. */
    LOGIN;

    /** Whether such a call is about an attempt, so that it has a reference. */
    public boolean isAboutAttempt() {
      return this == VEND || this == REQUERY;
    }
  }

  /**
   * One request and its answer.
   *
   * @param provider whom
   * @param reference of which attempt; empty for what is about none
   * @param kind what was asked
   * @param request method, address and body as sent, without secrets
   * @param httpStatus 0 when there was no answer
   * @param response the body received as it came, without secrets, or what went wrong
   * @param at when the answer came
   * @param took from the request to the answer
   */
  record Exchange(
      ProviderCode provider,
      Optional<VendReference> reference,
      Kind kind,
      String request,
      int httpStatus,
      String response,
      Instant at,
      Duration took) {

    public Exchange {
      Objects.requireNonNull(provider, "provider");
      Objects.requireNonNull(request, "request");
      Objects.requireNonNull(response, "response");
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(took, "took");
      if (reference.isPresent() != kind.isAboutAttempt()) {
        throw new IllegalArgumentException(kind + " with or without a reference");
      }
    }

    /** Without the bodies. */
    @Override
    public String toString() {
      return provider + " " + kind + ", http " + httpStatus;
    }
  }

  /**
   * What was found out on behalf of a payment, with the exchanges that told it. They are stored in
   * the unit of work that records it, which saves a transaction, or by {@link #close} on their own.
   */
  interface Asked<T> extends AutoCloseable {

    T answer();

    /** Stores the exchanges in the open unit of work. */
    void store();

    /** Stores on their own the exchanges that no unit of work has committed; throws nothing. */
    @Override
    void close();

    /** Something for which nobody needed to be asked. */
    static <T> Asked<T> nobody(T answer) {
      return new Asked<>() {
        @Override
        public T answer() {
          return answer;
        }

        @Override
        public void store() {
          // there is nothing
        }

        @Override
        public void close() {
          // there is nothing
        }
      };
    }
  }

  void append(Exchange exchange);

  /**
   * Does something on behalf of a payment: what is asked on this thread meanwhile and is about no
   * attempt is kept with that payment, and stored by whoever records the answer. When the work
   * throws, the exchanges are stored before it does.
   */
  <T> Asked<T> about(PaymentId payment, Supplier<T> work);

  /** All exchanges about a payment and its attempts, oldest first. */
  List<Exchange> of(PaymentId payment);

  /** The order under that reference and what was answered, oldest first. */
  List<Exchange> ordersOf(VendReference reference);

  /**
   * Removes the oldest, in a unit of work of its own. What is about an attempt whose outcome is not
   * known stays however old it is.
   *
   * @param paymentsBefore those about payments and attempts that are older than that
   * @param othersBefore those about neither (catalogues, balances, checks before a payment)
   * @param limit at most so many
   * @return how many were removed
   */
  int prune(Instant paymentsBefore, Instant othersBefore, int limit);
}
