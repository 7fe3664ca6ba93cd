package ng.bills.infrastructure.race;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.memory.ScriptedProvider;
import ng.bills.application.vending.port.AccountQuery;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.CatalogueReading;
import ng.bills.application.vending.port.FloatReading;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.vending.port.WebhookReading;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.NotFound;
import ng.bills.domain.vend.Pending;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.RequeryRules;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.persistence.OpenUnit;

/**
 * A provider that many call at once. It counts how often each order comes, and knows what really
 * became of it; what it answers may be less.
 */
final class CountingProvider implements BillProvider {

  /** What happens to an order. */
  enum Act {
    DELIVER,
    /** Delivers; the answer is lost. */
    DELIVER_UNHEARD,
    /** Takes it and says so; what becomes of it is said later. */
    PEND,
    /** Refuses the account for good. */
    REFUSE
  }

  static final ProviderCode VTPASS = new ProviderCode("vtpass");

  static final Rejected REFUSED =
      new Rejected(RejectionReason.ACCOUNT_INVALID, "011", "INVALID ARGUMENTS");

  private final ScriptedProvider webhooks = new ScriptedProvider(new MemoryWorld(1), "vtpass");
  private final Map<VendReference, AtomicInteger> orders = new ConcurrentHashMap<>();
  private final Map<VendReference, RequeryOutcome> truth = new ConcurrentHashMap<>();
  private final Set<VendReference> delivered = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requeries = new AtomicInteger();
  private volatile Function<VendOrder, Act> script = order -> Act.DELIVER;

  void does(Function<VendOrder, Act> newScript) {
    script = newScript;
  }

  /** From now on this is the truth about an order. */
  void settle(VendReference reference, RequeryOutcome outcome) {
    truth.put(reference, outcome);
    if (outcome instanceof Delivered) {
      delivered.add(reference);
    }
  }

  /** What was pending is delivered. */
  void settlePending() {
    truth.forEach(
        (reference, outcome) -> {
          if (outcome instanceof Pending) {
            settle(reference, ScriptedProvider.delivered());
          }
        });
  }

  /** How often each order came. */
  Map<String, Integer> orders() {
    return orders.entrySet().stream()
        .collect(Collectors.toMap(e -> e.getKey().value(), e -> e.getValue().get()));
  }

  /** The orders that were carried out. */
  Set<String> delivered() {
    return delivered.stream().map(VendReference::value).collect(Collectors.toSet());
  }

  int requeries() {
    return requeries.get();
  }

  @Override
  public ProviderCode code() {
    return VTPASS;
  }

  @Override
  public Set<BillType> billTypes() {
    return Set.of(BillType.ELECTRICITY, BillType.AIRTIME);
  }

  @Override
  public AccountCheck check(AccountQuery query) {
    OpenUnit.refuse("a question about an account");
    return new AccountCheck.Confirmed(
        Optional.of("ADA OBI"), Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Override
  public VendOutcome vend(VendOrder order) {
    OpenUnit.refuse("an order");
    orders.computeIfAbsent(order.reference(), r -> new AtomicInteger()).incrementAndGet();
    Act act = script.apply(order);
    switch (act) {
      case DELIVER, DELIVER_UNHEARD -> settle(order.reference(), ScriptedProvider.delivered());
      case PEND -> settle(order.reference(), new Pending(Optional.empty(), "099"));
      case REFUSE -> settle(order.reference(), REFUSED);
    }
    return act == Act.DELIVER_UNHEARD
        ? new Unknown("timeout", "no answer in time")
        : (VendOutcome) truth.get(order.reference());
  }

  @Override
  public RequeryOutcome requery(
      VendReference reference, Optional<ProviderReference> theirs, Money ordered) {
    OpenUnit.refuse("a requery");
    requeries.incrementAndGet();
    return truth.getOrDefault(reference, new NotFound("015"));
  }

  @Override
  public RequeryRules requeryRules() {
    return new RequeryRules(
        Duration.ZERO, Duration.ofMinutes(3), List.of(Duration.ofSeconds(5)), Duration.ofHours(24));
  }

  @Override
  public WebhookReading readWebhook(WebhookDelivery delivery) {
    return webhooks.readWebhook(delivery);
  }

  @Override
  public CatalogueReading catalogue() {
    return new CatalogueReading.Unavailable("not asked for here");
  }

  @Override
  public FloatReading balance() {
    return new FloatReading.NotOffered();
  }
}
