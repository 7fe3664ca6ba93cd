package ng.bills.sandbox.horizon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ng.bills.sandbox.fault.Faults;
import ng.bills.sandbox.horizon.Pictures.Shape;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.RequestJournal;
import ng.bills.sandbox.http.SandboxServer;
import org.stellar.sdk.AbstractTransaction;
import org.stellar.sdk.Account;
import org.stellar.sdk.AccountMergeOperation;
import org.stellar.sdk.Asset;
import org.stellar.sdk.ChangeTrustAsset;
import org.stellar.sdk.ChangeTrustOperation;
import org.stellar.sdk.Claimant;
import org.stellar.sdk.ClawbackOperation;
import org.stellar.sdk.CreateAccountOperation;
import org.stellar.sdk.CreateClaimableBalanceOperation;
import org.stellar.sdk.FeeBumpTransaction;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.Memo;
import org.stellar.sdk.Operation;
import org.stellar.sdk.PathPaymentStrictReceiveOperation;
import org.stellar.sdk.PathPaymentStrictSendOperation;
import org.stellar.sdk.PaymentOperation;
import org.stellar.sdk.Predicate;
import org.stellar.sdk.SetOptionsOperation;
import org.stellar.sdk.SetTrustlineFlagsOperation;
import org.stellar.sdk.TimeBounds;
import org.stellar.sdk.Transaction;
import org.stellar.sdk.TransactionBuilder;
import org.stellar.sdk.TransactionPreconditions;
import org.stellar.sdk.xdr.TrustLineFlags;

/**
 * A running Horizon with its network, and the hand that moves it. Accounts, trust lines and mints
 * are real transactions in a ledger that closes at once; payments of customers wait in the queue
 * for the next ledger like everybody's.
 */
public final class HorizonSandbox implements AutoCloseable {
  /** The account the system under test receives on, by convention of the sandbox. */
  public static final String SYSTEM_WALLET = "system-wallet";

  private static final long CUSTOMER_XLM = 100 * Stroops.ONE;
  private static final int CUSTOMERS_AT_ONCE = 30;
  private static final long LIMIT_DEFAULT = Long.MAX_VALUE;

  private final HorizonSettings settings;
  private final StellarNetwork network;
  private final SandboxServer server;
  private final Faults faults = new Faults();

  /**
   * An account the sandbox can sign for.
   *
   * @param secret the seed, {@code S…}
   */
  public record Named(String name, String account, String secret) {
    @Override
    public String toString() {
      return name + " " + account;
    }
  }

  private HorizonSandbox(HorizonSettings settings) {
    this.settings = settings;
    network = new StellarNetwork(settings);
    try {
      server = new SandboxServer("horizon", settings.port());
    } catch (RuntimeException e) {
      network.close(); // gives the data directory back
      throw e;
    }
    RateLimit rateLimit = new RateLimit(settings.rateLimitPerHour());
    HorizonSurface surface = new HorizonSurface(network, settings, rateLimit, this::baseUrl);
    HorizonFaults.register(faults, network, surface, settings);
    faults.install(server);
    server.filter(rateLimit);
    surface.install(server);
    new HorizonControl(this, network).install(server);
  }

  /** Starts the network and the server. */
  public static HorizonSandbox start(HorizonSettings settings) {
    HorizonSandbox sandbox = new HorizonSandbox(settings);
    sandbox.server.start();
    return sandbox;
  }

  /** Address of Horizon, without a slash at the end. */
  public String baseUrl() {
    return server.baseUrl();
  }

  public int port() {
    return server.port();
  }

  public String passphrase() {
    return network.passphrase();
  }

  /** The rules by which requests go wrong. */
  public Faults faults() {
    return faults;
  }

  /** What Horizon was asked, oldest first. */
  public RequestJournal requests() {
    return server.journal();
  }

  @Override
  public void close() {
    server.close();
    network.close();
  }

  // ---------------------------------------------------------------- accounts

  /**
   * The account of that name, whether it exists on the ledger or not; the same name and key seed
   * always give the same account.
   */
  public Named named(String name) {
    KeyPair keys = network.named(name);
    return new Named(name, keys.getAccountId(), new String(keys.getSecretSeed()));
  }

  /** Makes sure that the named account exists, with at least this much XLM when it is new. */
  public Named createAccount(String name, long xlmStroops) {
    Named named = named(name);
    fund(named.account(), xlmStroops);
    return named;
  }

  /** Creates the account with so much XLM if it does not exist; else does nothing. */
  public void fund(String account, long xlmStroops) {
    if (network.applied(account) == null) {
      decree(
          network.root(),
          new CreateAccountOperation.Builder(account, Stroops.format(xlmStroops)).build());
    }
  }

  /**
   * Makes sure that an issuer of the code exists, with these account flags.
   *
   * @param flags of {@code auth_required, auth_revocable, auth_immutable, auth_clawback_enabled}
   * @return the issuing account; the asset is {@code code + ":" + account}
   */
  public Named issuer(String code, String... flags) {
    Named issuer = createAccount("issuer:" + code, 1_000 * Stroops.ONE);
    int bits = 0;
    for (String flag : flags) {
      bits |=
          switch (flag) {
            case "auth_required" -> AccountEntry.AUTH_REQUIRED;
            case "auth_revocable" -> AccountEntry.AUTH_REVOCABLE;
            case "auth_immutable" -> AccountEntry.AUTH_IMMUTABLE;
            case "auth_clawback_enabled" -> AccountEntry.AUTH_CLAWBACK;
            default -> throw new BadRequestException("unknown account flag " + flag);
          };
    }
    if ((network.applied(issuer.account()).flags & bits) != bits) {
      decree(issuer.account(), new SetOptionsOperation.Builder().setSetFlags(bits).build());
    }
    return issuer;
  }

  /**
   * {@code CODE:G…} of a code whose issuer the sandbox made; {@code native} and complete assets
   * stay as they are.
   */
  public String asset(String text) {
    return text.equals(Assets.NATIVE) || text.contains(":")
        ? text
        : text + ":" + named("issuer:" + text).account();
  }

  /** Opens a trust line with the highest limit, and authorises it when the issuer requires that. */
  public void trust(String account, String asset) {
    trust(account, asset, LIMIT_DEFAULT);
    if (Assets.issuer(asset).isEmpty() || network.keys().of(Assets.issuer(asset)) == null) {
      return;
    }
    if (!network.applied(account).lines.get(asset).authorized) {
      authorize(account, asset, true);
    }
  }

  /**
   * Sets the limit of a trust line; 0 removes it. Authorisation is left as the issuer's flags make
   * it.
   */
  public void trust(String account, String asset, long limitStroops) {
    TrustLine line = network.applied(account).lines.get(asset);
    if (line == null || line.limit != limitStroops) {
      decree(account, changeTrust(asset, limitStroops));
    }
  }

  private static Operation changeTrust(String asset, long limit) {
    return new ChangeTrustOperation.Builder(
            ChangeTrustAsset.create(Asset.create(asset)), Stroops.format(limit))
        .build();
  }

  /** The issuer pays: new money. It shows in the history as the payment it is. */
  public String mint(String asset, String to, long stroops) {
    return decree(
        Assets.issuer(asset),
        new PaymentOperation.Builder(to, Asset.create(asset), Stroops.format(stroops)).build());
  }

  /** Authorises a trust line or takes the authorisation away. */
  public void authorize(String account, String asset, boolean authorized) {
    EnumSet<TrustLineFlags> flag = EnumSet.of(TrustLineFlags.AUTHORIZED_FLAG);
    EnumSet<TrustLineFlags> none = EnumSet.noneOf(TrustLineFlags.class);
    decree(
        Assets.issuer(asset),
        new SetTrustlineFlagsOperation.Builder(
                account, Asset.create(asset), authorized ? none : flag, authorized ? flag : none)
            .build());
  }

  /** The issuer takes money back; the line must be clawback-enabled. */
  public void clawback(String asset, String from, long stroops) {
    decree(
        Assets.issuer(asset),
        new ClawbackOperation.Builder(from, Asset.create(asset), Stroops.format(stroops)).build());
  }

  /**
   * Everything that touches the account is {@code tx_frozen_key_accessed} from now on, or no
   * longer.
   */
  public void freeze(String account, boolean frozen) {
    network.freeze(account, frozen);
  }

  /** A customer with 100 XLM, a trust line to the asset and at least so much of it. */
  public Named customer(String name, String asset, long stroops) {
    return customers(List.of(name), asset, stroops).get(0);
  }

  /** Many customers with few ledgers; those that are rich enough are left alone. */
  public List<Named> customers(Collection<String> names, String asset, long stroops) {
    List<Named> customers = names.stream().map(this::named).toList();
    List<Named> poor =
        customers.stream()
            .filter(customer -> network.balance(customer.account(), asset) < stroops)
            .toList();
    for (int from = 0; from < poor.size(); from += CUSTOMERS_AT_ONCE) {
      List<Operation> operations = new ArrayList<>();
      for (Named customer : poor.subList(from, Math.min(poor.size(), from + CUSTOMERS_AT_ONCE))) {
        equip(customer.account(), asset, stroops, operations);
      }
      decree(network.root(), operations.toArray(Operation[]::new));
    }
    return customers;
  }

  private void equip(String account, String asset, long stroops, List<Operation> operations) {
    AccountEntry entry = network.applied(account);
    String issuer = Assets.issuer(asset);
    if (entry == null) {
      operations.add(
          new CreateAccountOperation.Builder(account, Stroops.format(CUSTOMER_XLM)).build());
    }
    TrustLine line = entry == null ? null : entry.lines.get(asset);
    if (line == null) {
      Operation trust = changeTrust(asset, LIMIT_DEFAULT);
      trust.setSourceAccount(account);
      operations.add(trust);
    }
    boolean required = network.applied(issuer).has(AccountEntry.AUTH_REQUIRED);
    if (line == null ? required : !line.authorized) {
      operations.add(
          new SetTrustlineFlagsOperation.Builder(
                  account,
                  Asset.create(asset),
                  EnumSet.noneOf(TrustLineFlags.class),
                  EnumSet.of(TrustLineFlags.AUTHORIZED_FLAG))
              .setSourceAccount(issuer)
              .build());
    }
    operations.add(
        new PaymentOperation.Builder(
                account,
                Asset.create(asset),
                Stroops.format(stroops - (line == null ? 0 : line.balance)))
            .setSourceAccount(issuer)
            .build());
  }

  /**
   * Applies operations in a ledger of their own, at once; the sandbox's word counts as everybody's
   * signature.
   *
   * @throws IllegalStateException when the ledger's rules refuse them
   */
  public String decree(String source, Operation... operations) {
    synchronized (network) {
      while (network.isWaiting(source)) {
        network.close(null);
      }
      Envelope envelope =
          Envelope.of(
              build(
                  source,
                  network.nextSequence(source),
                  Memo.none(),
                  Arrays.asList(operations),
                  100));
      network.submitOwn(envelope, Shape.PLAIN);
      network.close(Set.of(envelope.hash()));
      TransactionRecord record = network.appliedTransaction(envelope.hash());
      if (record == null || !record.successful) {
        throw new IllegalStateException(
            "the ledger refused it: "
                + (record == null ? "not applied" : record.code + " " + record.operationCodes));
      }
      return envelope.hash();
    }
  }

  private Transaction build(
      String source, long sequence, Memo memo, List<Operation> operations, long baseFee) {
    String account = Address.of(source).account();
    Transaction transaction =
        new TransactionBuilder(Envelope.MUXED, new Account(source, sequence - 1), network.network())
            .setBaseFee(baseFee)
            .addMemo(memo)
            .addOperations(operations)
            .addPreconditions(
                TransactionPreconditions.builder().timeBounds(new TimeBounds(0, 0)).build())
            .build();
    transaction.sign(keysOf(account));
    return transaction;
  }

  private KeyPair keysOf(String account) {
    KeyPair keys = network.keys().of(account);
    if (keys == null) {
      throw new BadRequestException("the sandbox has no keys of " + account);
    }
    return keys;
  }

  // ---------------------------------------------------------------- paying

  /**
   * Puts the payment into the queue of the network; it is in the next ledger, or in a later one
   * when the account has more waiting. Returns the hash at once.
   */
  public String pay(PayOrder order) {
    synchronized (network) {
      return send(order);
    }
  }

  /**
   * Puts all payments into the queue before the next ledger can close. Returns the hashes in order.
   */
  public List<String> payAll(List<PayOrder> orders) {
    synchronized (network) {
      return orders.stream().map(this::send).toList();
    }
  }

  /** A plain payment with a text memo. */
  public String pay(String from, String to, String asset, long stroops, String memoText) {
    return pay(PayOrder.of(from, to, asset, stroops).memo(memoText));
  }

  private String send(PayOrder order) {
    long sequence = network.nextSequence(order.from());
    String source =
        order.fromMuxedId() == null ? order.from() : Address.mux(order.from(), order.fromMuxedId());
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < order.operations(); i++) {
      operations.add(operation(order));
    }
    Transaction transaction =
        build(source, sequence, order.memo(), operations, TransactionRules.BASE_FEE);
    AbstractTransaction outer = transaction;
    if (order.feeBump()) {
      FeeBumpTransaction bump =
          new FeeBumpTransaction.Builder(transaction)
              .setBaseFee(2 * TransactionRules.BASE_FEE)
              .setFeeAccount(network.root())
              .build();
      bump.sign(keysOf(network.root()));
      outer = bump;
    }
    Envelope envelope = Envelope.of(outer);
    Shape shape =
        switch (order.kind()) {
          case CONTRACT -> Shape.CONTRACT;
          case FROM_CONTRACT -> Shape.FROM_CONTRACT;
          default -> Shape.PLAIN;
        };
    network.submitOwn(envelope, shape);
    return envelope.hash();
  }

  private static Operation operation(PayOrder order) {
    String to = order.toMuxedId() == null ? order.to() : Address.mux(order.to(), order.toMuxedId());
    String amount = Stroops.format(order.stroops());
    Asset asset = Assets.sdk(order.asset());
    return switch (order.kind()) {
      case PAYMENT, CONTRACT, FROM_CONTRACT ->
          new PaymentOperation.Builder(to, asset, amount).build();
      case PATH_RECEIVE ->
          new PathPaymentStrictReceiveOperation.Builder(
                  Assets.sdk(order.sendAsset()), Stroops.format(Long.MAX_VALUE), to, asset, amount)
              .build();
      case PATH_SEND ->
          new PathPaymentStrictSendOperation.Builder(
                  Assets.sdk(order.sendAsset()), amount, to, asset, Stroops.format(1))
              .build();
      case CLAIMABLE ->
          new CreateClaimableBalanceOperation.Builder(
                  amount, asset, List.of(new Claimant(order.to(), new Predicate.Unconditional())))
              .build();
      case CREATE_ACCOUNT -> new CreateAccountOperation.Builder(order.to(), amount).build();
      case MERGE -> new AccountMergeOperation.Builder(to).build();
    };
  }

  /**
   * Sets a fixed rate for path payments: for {@code denominator} stroops sent one gets {@code
   * numerator}. The market is stocked with what it gives.
   */
  public void rate(String send, String receive, long numerator, long denominator) {
    named("market");
    createAccount("market", 10_000_000 * Stroops.ONE);
    for (String asset : List.of(send, receive)) {
      if (!Assets.isNative(asset)) {
        trust(network.market().account(), asset);
      }
    }
    if (!Assets.isNative(receive) && network.balance(network.market().account(), receive) == 0) {
      mint(receive, network.market().account(), 1_000_000_000 * Stroops.ONE);
    }
    network.market().rate(send, receive, numerator, denominator);
  }

  // ---------------------------------------------------------------- time and network

  /** Closes one ledger with everything that is due. */
  public void tick() {
    network.close(null);
  }

  public void tick(int ledgers) {
    for (int i = 0; i < ledgers; i++) {
      tick();
    }
  }

  /** Moves the network's clock ahead; the next ledger closes so much later. */
  public void advanceClock(Duration by) {
    network.advanceClock(by);
  }

  /** Close time of the latest ledger that Horizon shows. */
  public Instant closedAt() {
    return Instant.ofEpochSecond(network.ledger(network.ingested()).closedAt());
  }

  /** Horizon stays so many ledgers behind core. */
  public void lag(int ledgers) {
    network.lag(ledgers);
  }

  /** Horizon forgets what is older than this ledger. */
  public void elder(int ledger) {
    network.elder(ledger);
  }

  /** A new network from ledger 1; null keeps the passphrase. */
  public void resetNetwork(String passphrase) {
    network.reset(passphrase);
  }

  /** Waits until the transaction shows on Horizon; false when the time is over first. */
  public boolean awaitIngested(String hash, Duration timeout) throws InterruptedException {
    return network.await(hash, timeout) != null;
  }

  // ---------------------------------------------------------------- truth

  /**
   * How things stand.
   *
   * @param queued transactions that wait for a ledger
   */
  public record State(
      String passphrase, int coreLedger, int ingestedLedger, int elderLedger, int queued) {}

  public State state() {
    synchronized (network) {
      return new State(
          network.passphrase(),
          network.core(),
          network.ingested(),
          network.elder(),
          network.queued());
    }
  }

  /** Applied balance in stroops; 0 without account or trust line. */
  public long balance(String account, String asset) {
    return network.balance(account, asset);
  }

  /** Stroops of the asset in existence. */
  public long issued(String asset) {
    return network.issued(asset);
  }

  /**
   * Every successful payment to the account whose memo returns that transaction: the refunds of it.
   */
  public List<Movement> refundsTo(String account, String transactionHash) {
    return network.returning(transactionHash).stream()
        .filter(movement -> movement.to().equals(account))
        .toList();
  }

  /** Every successful movement whose memo returns that transaction, whoever got it. */
  public List<Movement> refundsOf(String transactionHash) {
    return network.returning(transactionHash);
  }

  /** Every successful movement out of the account, oldest first. */
  public List<Movement> paymentsFrom(String account) {
    return network.movements(account).stream()
        .filter(movement -> account.equals(movement.from()))
        .toList();
  }

  /** Every successful movement into the account, oldest first. */
  public List<Movement> paymentsTo(String account) {
    return network.movements(account).stream()
        .filter(movement -> account.equals(movement.to()))
        .toList();
  }

  /** Stroops that left the account, by destination. */
  public Map<String, Long> totalsFrom(String account, String asset) {
    return paymentsFrom(account).stream()
        .filter(movement -> movement.asset().equals(asset))
        .collect(Collectors.toMap(Movement::to, Movement::stroops, Long::sum));
  }

  /** Result code of a transaction that is in a ledger; null when it is in none. */
  public String resultOf(String hash) {
    TransactionRecord record = network.appliedTransaction(hash);
    return record == null
        ? null
        : record.operationCodes.isEmpty() || record.successful
            ? record.code
            : record.code + " " + record.operationCodes;
  }

  /** Adds up the whole ledger; throws when money appeared or disappeared. */
  public void checkBooks() {
    network.checkBooks();
  }

  HorizonSettings settings() {
    return settings;
  }

  /** Looks an account up by address or by name. */
  String account(String text) {
    return Address.isAccount(text) ? text : named(text).account();
  }
}
