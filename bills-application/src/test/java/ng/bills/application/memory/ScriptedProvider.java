package ng.bills.application.memory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.vending.port.AccountQuery;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.CatalogueReading;
import ng.bills.application.vending.port.FloatReading;
import ng.bills.application.vending.port.ProviderExchanges.Exchange;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.vending.port.WebhookReading;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.NotFound;
import ng.bills.domain.vend.Pending;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.RequeryRules;
import ng.bills.domain.vend.Token;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;

/**
 * A provider that really does things and then answers, or does not: what it did is its truth, what
 * it says follows a script. Without a script it delivers.
 */
public final class ScriptedProvider implements BillProvider {

  /** What happens to an order. */
  public enum Act {
    DELIVER,
    /** Delivers; the answer is lost. */
    DELIVER_UNHEARD,
    /** Never arrives; no answer. */
    LOSE,
    /** Arrives, is refused by the biller; the answer is lost. */
    FAIL_UNHEARD,
    FAIL,
    /** Says that it has failed, and has delivered. */
    FAIL_AND_DELIVER,
    /** The same, and does not find it at first when asked. */
    FAIL_AND_DELIVER_UNSEEN,
    UNREACHABLE,
    SHORT_OF_FLOAT,
    CREDENTIALS_REFUSED,
    LOGIN_EXPIRED,
    NOT_SOLD,
    /** Takes it and says so; delivers later. */
    PEND,
    /** Delivers and has no token yet. */
    DELIVER_WITHOUT_TOKEN,
    /** Delivers, then the node that asked dies. */
    DELIVER_AND_KILL
  }

  /** The header its webhooks are signed in. */
  public static final String SIGNATURE = "x-scripted-signature";

  private final MemoryWorld world;
  private final ProviderCode code;
  private final Deque<Act> script = new ArrayDeque<>();
  private final Deque<AccountCheck> checks = new ArrayDeque<>();
  private final Map<VendReference, RequeryOutcome> truth = new HashMap<>();
  private final List<VendOrder> vended = new ArrayList<>();
  private final List<VendReference> asked = new ArrayList<>();
  private CatalogueReading catalogue = new CatalogueReading.Unavailable("not scripted");
  private int requeries;
  private Optional<ProviderReference> askedByTheirs = Optional.empty();
  private Duration floor = Duration.ZERO;
  private Runnable meanwhile = () -> {};
  private Runnable whileVending = () -> {};
  private Runnable meanwhileAnswering = () -> {};
  private FloatReading balance = new FloatReading.NotOffered();

  public ScriptedProvider(MemoryWorld world, String code) {
    this.world = world;
    this.code = new ProviderCode(code);
  }

  public ScriptedProvider then(Act... acts) {
    script.addAll(List.of(acts));
    return this;
  }

  public ScriptedProvider answerCheck(AccountCheck... answers) {
    checks.addAll(List.of(answers));
    return this;
  }

  /** It goes by no script any more. */
  public void forget() {
    script.clear();
  }

  /** What it really delivered. */
  public List<VendOrder> vended() {
    return List.copyOf(vended);
  }

  /** Every order that was sent to it, arrived or not. */
  public List<VendReference> asked() {
    return List.copyOf(asked);
  }

  public int requeries() {
    return requeries;
  }

  /** Their reference the last question named. */
  public Optional<ProviderReference> askedByTheirs() {
    return askedByTheirs;
  }

  /** What it will say when asked about an order. */
  public void nowSays(VendReference reference, RequeryOutcome outcome) {
    truth.put(reference, outcome);
  }

  public static Delivered delivered() {
    return new Delivered(
        Optional.of(new ProviderReference("17729834512340987612345678")),
        new Delivery(
            List.of(new Token(Token.Kind.CREDIT, "12345678901234567890")),
            Optional.of("79.9"),
            Optional.empty()),
        "000 delivered");
  }

  @Override
  public ProviderCode code() {
    return code;
  }

  @Override
  public Set<BillType> billTypes() {
    return Set.of(BillType.values());
  }

  @Override
  public CatalogueReading catalogue() {
    world.outside();
    return catalogue;
  }

  /** What it will say that it sells. */
  public void offers(CatalogueReading reading) {
    catalogue = reading;
  }

  @Override
  public FloatReading balance() {
    world.outside();
    return balance;
  }

  /** Our balance there, as it tells it. */
  public void holds(FloatReading reading) {
    balance = reading;
  }

  /** What else happens while an order waits for its answer. */
  public void whileVending(Runnable what) {
    whileVending = what;
  }

  @Override
  public RequeryRules requeryRules() {
    return new RequeryRules(
        floor,
        Duration.ofMinutes(3),
        List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5)),
        Duration.ofHours(24));
  }

  /** Something else happens while it works on the next order. */
  public void meanwhile(Runnable what) {
    meanwhile = what;
  }

  /** Something else happens while its next answer to a question is on its way. */
  public void meanwhileAnswering(Runnable what) {
    meanwhileAnswering = what;
  }

  /** It wants to be asked about an order this long after it at the earliest. */
  public void floor(Duration earliest) {
    floor = earliest;
  }

  /** A webhook as it sends them, signed: {@code id|our reference|theirs|kind}. */
  public static WebhookDelivery webhook(
      String eventId, Optional<VendReference> ours, Optional<String> theirs, String kind) {
    String text =
        String.join(
            "|", eventId, ours.map(VendReference::value).orElse(""), theirs.orElse(""), kind);
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return new WebhookDelivery(Map.of(SIGNATURE, signature(body)), body);
  }

  private static String signature(byte[] body) {
    return "signed " + Arrays.hashCode(body);
  }

  @Override
  public WebhookReading readWebhook(WebhookDelivery delivery) {
    if (!signature(delivery.body()).equals(delivery.headers().get(SIGNATURE))) {
      return new WebhookReading.Forged("the signature does not fit");
    }
    String[] parts = new String(delivery.body(), StandardCharsets.UTF_8).split("\\|", -1);
    return parts.length != 4
        ? new WebhookReading.Unreadable("not four parts")
        : new WebhookReading.Event(
            parts[0],
            Optional.of(parts[1]).filter(t -> !t.isEmpty()).map(VendReference::new),
            Optional.of(parts[2]).filter(t -> !t.isEmpty()).map(ProviderReference::new),
            parts[3]);
  }

  @Override
  public AccountCheck check(AccountQuery query) {
    world.outside();
    AccountCheck next = checks.poll();
    return next != null
        ? next
        : new AccountCheck.Confirmed(
            Optional.of("ADA OBI"), Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Override
  public VendOutcome vend(VendOrder order) {
    world.outside();
    if (asked.contains(order.reference())) {
      throw new AssertionError("the same reference was vended twice");
    }
    asked.add(order.reference());
    Runnable once = meanwhile;
    meanwhile = () -> {};
    once.run();
    whileVending.run();
    Act act = script.isEmpty() ? Act.DELIVER : script.poll();
    Rejected failed = new Rejected(RejectionReason.FAILED, "016 failed", "TRANSACTION FAILED");
    Unknown unheard = new Unknown("timeout", "no answer in time");
    return switch (act) {
      case DELIVER -> deliver(order, delivered(), delivered());
      case DELIVER_UNHEARD -> deliver(order, delivered(), unheard);
      case DELIVER_AND_KILL -> {
        deliver(order, delivered(), unheard);
        throw new MemoryWorld.NodeDied();
      }
      case DELIVER_WITHOUT_TOKEN -> {
        Delivered bare = new Delivered(Optional.empty(), Delivery.BARE, "000 delivered");
        yield deliver(order, bare, bare);
      }
      case PEND -> {
        Pending pending = new Pending(Optional.empty(), "099");
        yield deliver(order, pending, pending);
      }
      case LOSE -> {
        truth.put(order.reference(), new NotFound("015"));
        yield unheard;
      }
      case FAIL_UNHEARD -> {
        truth.put(order.reference(), failed);
        yield unheard;
      }
      case FAIL -> {
        truth.put(order.reference(), failed);
        yield failed;
      }
      case FAIL_AND_DELIVER -> deliver(order, delivered(), failed);
      case FAIL_AND_DELIVER_UNSEEN -> deliver(order, new NotFound("015"), failed);
      case UNREACHABLE ->
          new Rejected(RejectionReason.PROVIDER_UNREACHABLE, "refused", "connection refused");
      case SHORT_OF_FLOAT ->
          new Rejected(RejectionReason.INSUFFICIENT_FLOAT, "018", "LOW WALLET BALANCE");
      case CREDENTIALS_REFUSED ->
          new Rejected(RejectionReason.CREDENTIALS_REFUSED, "087", "INVALID CREDENTIALS");
      case LOGIN_EXPIRED ->
          new Rejected(RejectionReason.LOGIN_EXPIRED, "http 401", "TOKEN EXPIRED");
      case NOT_SOLD -> new Rejected(RejectionReason.NOT_SOLD, "012", "PRODUCT DOES NOT EXIST");
    };
  }

  private VendOutcome deliver(VendOrder order, RequeryOutcome later, VendOutcome answer) {
    vended.add(order);
    truth.put(order.reference(), later);
    return answer;
  }

  @Override
  public RequeryOutcome requery(
      VendReference reference, Optional<ProviderReference> theirs, Money ordered) {
    world.outside();
    requeries++;
    askedByTheirs = theirs;
    RequeryOutcome answer = truth.getOrDefault(reference, new NotFound("015"));
    Runnable once = meanwhileAnswering;
    meanwhileAnswering = () -> {};
    once.run();
    return answer;
  }

  /** Its answers, as it would be journalled, are bare tokens. */
  @Override
  public Optional<Delivered> reread(Exchange kept, Money ordered) {
    return Optional.of(kept.response())
        .filter(answer -> Token.isWellFormed(Token.Kind.CREDIT, answer))
        .map(
            token ->
                new Delivered(
                    Optional.empty(),
                    new Delivery(
                        List.of(new Token(Token.Kind.CREDIT, token)),
                        Optional.empty(),
                        Optional.empty()),
                    "000"));
  }
}
