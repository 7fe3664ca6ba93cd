package ng.bills.application.provider.port;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderCode;

/** What providers sell, and what changed about it, for people to read. Inside a unit of work. */
public interface ProviderOffers {

  /**
   * How our copy of a catalogue stands.
   *
   * @param provider whose
   * @param refreshedAt when it was read last; empty when it never was
   * @param trouble why the last reading kept the old copy
   * @param billers how many billers are available
   * @param plans how many plans are available
   * @param types kinds of bills among them
   */
  record Copy(
      ProviderCode provider,
      Optional<Instant> refreshedAt,
      Optional<String> trouble,
      int billers,
      int plans,
      List<BillType> types) {

    public Copy {
      Objects.requireNonNull(provider, "provider");
      types = List.copyOf(types);
    }
  }

  /**
   * Something a provider sells.
   *
   * @param id for asking about its changes, and for the next page
   * @param type the kind of bill
   * @param biller our code of the biller
   * @param billerName its name
   * @param what the plan's name, or the kind of meter; empty for bills of any amount
   * @param price of a plan
   * @param minimum the least that can be paid
   * @param maximum the most that can be paid
   * @param available whether the provider's present catalogue has it
   * @param seenAt when it was last seen there
   * @param changes how often it changed since it is known
   */
  record Offer(
      long id,
      BillType type,
      String biller,
      String billerName,
      Optional<String> what,
      Optional<Money> price,
      Optional<Money> minimum,
      Optional<Money> maximum,
      boolean available,
      Instant seenAt,
      int changes) {}

  /**
   * What an offer became.
   *
   * @param offer the offer's id
   * @param type the kind of bill
   * @param biller our code of the biller
   * @param what the plan's name, or the kind of meter
   * @param price of a plan
   * @param minimum the least that can be paid
   * @param maximum the most that can be paid
   * @param available whether it was on sale from then on
   * @param at when we learned it
   */
  record Change(
      long offer,
      BillType type,
      String biller,
      Optional<String> what,
      Optional<Money> price,
      Optional<Money> minimum,
      Optional<Money> maximum,
      boolean available,
      Instant at) {}

  /** All copies, by provider. */
  List<Copy> copies();

  /**
   * What a provider sells, ordered by kind, biller and plan.
   *
   * @param type only of that kind
   * @param words only whose biller or plan has these words, in any case; empty for all
   * @param skip how many to leave out
   * @param atMost how many to give
   */
  List<Offer> offers(
      ProviderCode provider, Optional<BillType> type, String words, int skip, int atMost);

  /** The changes of one offer, the latest first. */
  List<Change> changesOf(long offer, int atMost);

  /** The latest changes at a provider, after the first reading of its catalogue. */
  List<Change> latestChanges(ProviderCode provider, int atMost);
}
