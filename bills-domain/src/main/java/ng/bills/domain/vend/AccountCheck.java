package ng.bills.domain.vend;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import ng.bills.domain.money.Money;

/** What a provider says about a customer's account. */
public sealed interface AccountCheck {

  <R> R fold(
      Function<Confirmed, R> confirmed,
      Function<Refused, R> refused,
      Function<Unavailable, R> unavailable);

  /**
   * The account exists and takes money.
   *
   * @param customerName as the biller has it; absent where no one is asked (airtime)
   * @param address as the biller has it
   * @param outstanding what is owed, or what renewing the present bouquet costs, in kobo
   * @param minimum the least this account takes, in kobo
   * @param currentPlan the bouquet or bundle it has now, in the provider's words
   * @param dueDate until when that is paid for
   */
  record Confirmed(
      Optional<String> customerName,
      Optional<String> address,
      Optional<Money> outstanding,
      Optional<Money> minimum,
      Optional<String> currentPlan,
      Optional<LocalDate> dueDate)
      implements AccountCheck {

    /** Confirmed without asking anyone. */
    public static final Confirmed UNASKED =
        new Confirmed(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** An account without a bouquet or bundle. */
    public Confirmed(
        Optional<String> customerName,
        Optional<String> address,
        Optional<Money> outstanding,
        Optional<Money> minimum) {
      this(customerName, address, outstanding, minimum, Optional.empty(), Optional.empty());
    }

    @Override
    public <R> R fold(
        Function<Confirmed, R> confirmed,
        Function<Refused, R> refused,
        Function<Unavailable, R> unavailable) {
      return confirmed.apply(this);
    }

    @Override
    public String toString() {
      return "Confirmed";
    }
  }

  /**
   * The account does not exist, is closed, or is of another kind.
   *
   * @param detail the provider's words, without personal data
   */
  record Refused(String detail) implements AccountCheck {

    public Refused {
      Objects.requireNonNull(detail, "detail");
    }

    @Override
    public <R> R fold(
        Function<Confirmed, R> confirmed,
        Function<Refused, R> refused,
        Function<Unavailable, R> unavailable) {
      return refused.apply(this);
    }
  }

  /**
   * Nobody could tell just now.
   *
   * @param detail what was seen, without personal data
   * @param timedOut whether time ran out (else the answer was an error)
   */
  record Unavailable(String detail, boolean timedOut) implements AccountCheck {

    public Unavailable {
      Objects.requireNonNull(detail, "detail");
    }

    @Override
    public <R> R fold(
        Function<Confirmed, R> confirmed,
        Function<Refused, R> refused,
        Function<Unavailable, R> unavailable) {
      return unavailable.apply(this);
    }
  }
}
