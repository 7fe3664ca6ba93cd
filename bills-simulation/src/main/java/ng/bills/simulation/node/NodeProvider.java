package ng.bills.simulation.node;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.memory.ScriptedProvider;
import ng.bills.application.vending.port.AccountQuery;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.CatalogueReading;
import ng.bills.application.vending.port.FloatReading;
import ng.bills.application.vending.port.ProviderExchanges;
import ng.bills.application.vending.port.ProviderExchanges.Exchange;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.vending.port.WebhookReading;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.RequeryRules;
import ng.bills.domain.vend.Token;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;
import ng.bills.simulation.course.Happening;
import ng.bills.simulation.outside.SimulatedProvider;

/** The line from a node to a provider. */
final class NodeProvider implements BillProvider {

  private final Node node;
  private final SimulatedProvider provider;
  private final ProviderExchanges journal;
  private final ScriptedProvider reader;

  NodeProvider(Node node, SimulatedProvider provider, ProviderExchanges journal) {
    this.node = node;
    this.provider = provider;
    this.journal = journal;
    this.reader = new ScriptedProvider(null, provider.code().value());
  }

  @Override
  public ProviderCode code() {
    return provider.code();
  }

  @Override
  public Set<BillType> billTypes() {
    return Set.of(BillType.ELECTRICITY, BillType.AIRTIME);
  }

  @Override
  public AccountCheck check(AccountQuery query) {
    return node.outside(code() + " check", () -> {}, () -> provider.check(query));
  }

  /** As the real adapters do: what was answered is kept before anybody sees it. */
  @Override
  public VendOutcome vend(VendOrder order) {
    SimulatedProvider.Wire[] wire = new SimulatedProvider.Wire[1];
    VendOutcome answer;
    try {
      answer =
          ask(
              "vend",
              order.reference(),
              () -> wire[0] = provider.take(order),
              () -> {
                VendOutcome heard = provider.answer(order, wire[0]);
                if (heard instanceof Delivered delivered) {
                  keep(order, delivered);
                }
                return heard;
              });
    } catch (MemoryWorld.NodeDied died) {
      node.count(
          wire[0] == null
              ? Happening.KILLED_BEFORE_ORDER_LEFT
              : Happening.KILLED_WHILE_ORDER_WAS_OUT);
      throw died;
    }
    if (!node.clock().instant().isBefore(order.at().plus(Policies.LEASE))) {
      node.count(Happening.LEASES_OUTLIVED_WHILE_BUYING);
    }
    return answer;
  }

  /** Answers are numbered by when they were asked for, to see which come in another order. */
  private <A> A ask(String what, VendReference about, Runnable effect, Supplier<A> answer) {
    long number = provider.answers().leaves();
    A heard = node.outside(code() + " " + what + " " + about, effect, answer);
    provider.answers().arrives(about, number);
    return heard;
  }

  private void keep(VendOrder order, Delivered answer) {
    String tokens =
        answer.delivery().tokens().stream()
            .map(t -> t.kind() + " " + t.digits())
            .collect(Collectors.joining("\n"));
    journal.append(
        new Exchange(
            code(),
            Optional.of(order.reference()),
            ProviderExchanges.Kind.VEND,
            "an order",
            200,
            tokens,
            order.at(),
            Duration.ZERO));
  }

  @Override
  public Optional<Delivered> reread(Exchange kept, Money ordered) {
    node.count(Happening.ANSWERS_REREAD);
    List<Token> tokens =
        kept.response()
            .lines()
            .map(line -> line.split(" "))
            .map(words -> new Token(Token.Kind.valueOf(words[0]), words[1]))
            .toList();
    return Optional.of(
        new Delivered(
            Optional.empty(), new Delivery(tokens, Optional.empty(), Optional.empty()), "kept"));
  }

  @Override
  public boolean provesFailures() {
    return provider.provesFailures();
  }

  @Override
  public RequeryOutcome requery(
      VendReference reference, Optional<ProviderReference> theirs, Money ordered) {
    return ask("requery", reference, () -> {}, () -> provider.tell(reference));
  }

  @Override
  public CatalogueReading catalogue() {
    return new CatalogueReading.Unavailable("not read here");
  }

  @Override
  public FloatReading balance() {
    return new FloatReading.NotOffered();
  }

  @Override
  public RequeryRules requeryRules() {
    return provider.rules();
  }

  @Override
  public WebhookReading readWebhook(WebhookDelivery delivery) {
    return reader.readWebhook(delivery);
  }
}
