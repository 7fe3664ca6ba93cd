package ng.bills.infrastructure.stellar;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ng.bills.application.funds.port.FundsFeed;
import ng.bills.domain.funds.FundsReceipt;

/**
 * Money arriving at the wallet, read from Horizon page by page. A position is an operation's id;
 * its upper half is the ledger, and it means the same on every Horizon of the network.
 *
 * <p>Before a page the server's own account of itself is read: an ascending position older than its
 * history is moved forward without a word, so that is looked for here and stops the reading. An
 * idle poller reuses that account for a few seconds, but only for the position it was read for,
 * only after a page has been read behind it, and never to move on: when a page brings something, it
 * is read again before anything is handed over.
 */
public final class HorizonFundsFeed implements FundsFeed {

  private static final Logger LOG = System.getLogger(HorizonFundsFeed.class.getName());
  private static final int PAGE = 200;
  private static final int[] LIMITS = {PAGE, 20, 1};

  /** A server may lag that far behind the one read before; about one minute. */
  private static final long LEDGERS_OF_LAG = 12;

  /** An id that far ahead of the newest ledger is no id. */
  private static final long LEDGERS_AHEAD = 1_000;

  private static final Pattern TOKEN = Pattern.compile("\"paging_token\"\\s*:\\s*\"(\\d{1,19})\"");

  private record Checked(String position, HorizonRoot root, long atNanos) {}

  private final HorizonClient horizon;
  private final StellarSettings settings;
  private final LongSupplier nanos;
  private final IncomingRecords records;
  private final String name;
  private volatile String firstPosition;
  private volatile Checked checked;

  public HorizonFundsFeed(HorizonClient horizon, StellarSettings settings) {
    this(horizon, settings, System::nanoTime);
  }

  HorizonFundsFeed(HorizonClient horizon, StellarSettings settings, LongSupplier nanos) {
    this.horizon = horizon;
    this.settings = settings;
    this.nanos = nanos;
    this.records = new IncomingRecords(settings.wallet());
    this.name =
        "stellar:"
            + sha256(settings.networkPassphrase()).substring(0, 16)
            + ":"
            + settings.wallet();
  }

  /** {@code stellar:}, 16 hex digits of the passphrase's SHA-256, {@code :}, the account. */
  @Override
  public String name() {
    return name;
  }

  /**
   * The first position as the operator decided; "now" is resolved once.
   *
   * @throws HorizonUnavailableException when "now" is wanted and Horizon does not say when that is
   */
  @Override
  public String firstPosition() {
    String known = firstPosition;
    if (known != null) {
      return known;
    }
    OptionalLong ledger = settings.startFrom().ledger();
    long position;
    if (ledger.isPresent()) {
      position = ledger.getAsLong() << 32;
    } else {
      HorizonAnswer answer = horizon.get("/");
      HorizonRoot root =
          HorizonRoot.of(answer)
              .orElseThrow(
                  () ->
                      new HorizonUnavailableException(
                          "Horizon does not say which ledger is the newest ("
                              + answer.code()
                              + "); "
                              + StellarSettings.START_FROM
                              + "=now needs it once"));
      if (!root.passphrase().equals(settings.networkPassphrase())) {
        throw new HorizonUnavailableException(wrongNetwork(root));
      }
      // behind the last operation the newest ledger can have
      position = (root.latestLedger() << 32) | 0xffff_ffffL;
    }
    firstPosition = Long.toString(position);
    return firstPosition;
  }

  @Override
  public Reading after(String position) {
    OptionalLong from = JsonFields.digits(position);
    if (from.isEmpty()) {
      return new Halted("the stored position is not an operation id: " + position);
    }
    Optional<HorizonRoot> reused = reusable(position);
    HorizonRoot root;
    if (reused.isPresent()) {
      root = reused.get();
    } else {
      checked = null;
      HorizonAnswer answer = horizon.get("/");
      Optional<HorizonRoot> read = HorizonRoot.of(answer);
      if (read.isEmpty()) {
        return new Unavailable("Horizon's root: " + answer.code());
      }
      root = read.get();
    }
    Optional<Reading> stop = check(root, from.getAsLong());
    if (stop.isPresent()) {
      return stop.get();
    }
    Reading reading = page(position, from.getAsLong(), root);
    if (!(reading instanceof Page page)) {
      return reading;
    }
    boolean moved = !page.next().equals(position);
    if (moved && reused.isPresent()) {
      Optional<Reading> gap = checkAgain(from.getAsLong());
      if (gap.isPresent()) {
        return gap.get();
      }
    }
    if (!moved && reused.isEmpty()) {
      checked = new Checked(position, root, nanos.getAsLong());
    }
    return page;
  }

  private Optional<HorizonRoot> reusable(String position) {
    Checked last = checked;
    boolean fits =
        last != null
            && last.position().equals(position)
            && nanos.getAsLong() - last.atNanos() < settings.timing().rootAge().toNanos();
    return fits ? Optional.of(last.root()) : Optional.empty();
  }

  private Optional<Reading> checkAgain(long position) {
    HorizonAnswer answer = horizon.get("/");
    Optional<HorizonRoot> root = HorizonRoot.of(answer);
    return root.isEmpty()
        ? Optional.of(new Unavailable("Horizon's root: " + answer.code()))
        : check(root.get(), position);
  }

  private Optional<Reading> check(HorizonRoot root, long position) {
    long ledger = position >> 32;
    if (!root.passphrase().equals(settings.networkPassphrase())) {
      return halted(wrongNetwork(root));
    }
    // a full history begins with ledger 1 or 2, and ledger 1 holds no operation
    if (root.elderLedger() > Math.max(ledger, 2)) {
      return halted(
          "Horizon's history begins with ledger "
              + root.elderLedger()
              + ", but reading must go on from ledger "
              + ledger
              + ": payments between them would be lost. Use a Horizon with a longer history.");
    }
    if (ledger > root.latestLedger() + LEDGERS_OF_LAG) {
      return halted(
          "Horizon's newest ledger is "
              + root.latestLedger()
              + ", but ledger "
              + ledger
              + " was read before: the network was reset, or this is another one");
    }
    if (ledger > root.latestLedger()) {
      return Optional.of(
          new Unavailable(
              "Horizon lags: its newest ledger is "
                  + root.latestLedger()
                  + ", read on from "
                  + ledger));
    }
    return Optional.empty();
  }

  private static Optional<Reading> halted(String reason) {
    // alert: funds.halted
    LOG.log(Level.ERROR, "reading of incoming money is halted: {0}", reason);
    return Optional.of(new Halted(reason));
  }

  private String wrongNetwork(HorizonRoot root) {
    return "Horizon belongs to the network \""
        + root.passphrase()
        + "\", "
        + StellarSettings.NETWORK_PASSPHRASE
        + " names \""
        + settings.networkPassphrase()
        + "\"";
  }

  private Reading page(String position, long from, HorizonRoot root) {
    for (int limit : LIMITS) {
      HorizonAnswer answer =
          horizon.get(
              "/accounts/"
                  + settings.wallet()
                  + "/payments?order=asc&limit="
                  + limit
                  + "&join=transactions&cursor="
                  + position);
      if (answer instanceof HorizonAnswer.TooLarge tooLarge) {
        if (limit == 1) {
          return withoutHuge(tooLarge, position, from, root);
        }
        continue;
      }
      if (!(answer instanceof HorizonAnswer.Answered answered) || !answered.ok()) {
        return new Unavailable("Horizon's payments: " + answer.code());
      }
      Optional<JsonArray> found =
          JsonFields.object(answered.body(), "_embedded")
              .flatMap(embedded -> JsonFields.array(embedded, "records"));
      if (found.isEmpty()) {
        return new Unavailable("Horizon's payments: a page without records");
      }
      return understand(found.get(), limit, position, from, root);
    }
    throw new IllegalStateException("the smallest page is read or left");
  }

  /** A record larger than we read: its id is enough to set it aside and go on behind it. */
  private Reading withoutHuge(
      HorizonAnswer.TooLarge answer, String position, long from, HorizonRoot root) {
    Matcher tokens = TOKEN.matcher(answer.start());
    while (tokens.find()) {
      OptionalLong token = JsonFields.digits(tokens.group(1));
      // the last twelve bits count the operations of a transaction, from 1; its own token has 0
      if (token.isPresent()
          && plausible(token.getAsLong(), root)
          && token.getAsLong() > from
          && (token.getAsLong() & 0xfff) != 0) {
        String key = Long.toString(token.getAsLong());
        // alert: funds.unreadable
        LOG.log(Level.ERROR, "operation {0} is too large to be read", key);
        return new Page(
            List.of(),
            List.of(new Unreadable(key, storable(answer.start()), "too large to be read")),
            key,
            true,
            root.latestClosedAt());
      }
    }
    // alert: funds.blocked
    LOG.log(Level.ERROR, "the record after {0} is too large and has no id", position);
    return new Unavailable("the next record is too large and shows no id");
  }

  private Reading understand(
      JsonArray found, int limit, String position, long from, HorizonRoot root) {
    List<FundsReceipt> receipts = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    long next = from;
    boolean old = false;
    for (JsonValue value : found) {
      Optional<JsonObject> operation =
          value instanceof JsonObject object ? Optional.of(object) : Optional.empty();
      OptionalLong token = operation.map(o -> token(o, root)).orElse(OptionalLong.empty());
      if (token.isPresent() && token.getAsLong() <= from) {
        old = true;
        continue;
      }
      if (token.isPresent() && token.getAsLong() < next) {
        return new Unavailable("Horizon's payments do not come in order");
      }
      if (token.isPresent() && token.getAsLong() == next) {
        continue;
      }
      if (operation.isEmpty() || token.isEmpty()) {
        String key = "unreadable-" + sha256(value.toString()).substring(0, 32);
        unreadable.add(quarantined(key, value, "no id"));
        continue;
      }
      String key =
          token(operation.get(), "id", root).isPresent()
              ? Long.toString(token(operation.get(), "id", root).getAsLong())
              : Long.toString(token.getAsLong());
      IncomingRecords.Understood understood = records.understand(key, operation.get());
      if (!understood.movements().isEmpty()) {
        Transaction transaction = transaction(operation.get(), understood.transactionHash().get());
        if (transaction.unavailable().isPresent()) {
          // what is read so far is handed over; the rest comes with the next look
          return next == from
              ? new Unavailable(transaction.unavailable().get())
              : page(receipts, unreadable, next, true, root);
        }
        if (transaction.body().isEmpty()) {
          unreadable.add(quarantined(key, value, "Horizon does not know its transaction"));
        } else if (JsonFields.bool(transaction.body().get(), "successful").orElse(true)) {
          add(receipts, understood, transaction.body().get());
        }
      }
      for (IncomingRecords.Broken broken : understood.broken()) {
        unreadable.add(quarantined(broken.key(), value, broken.why()));
      }
      next = token.getAsLong();
    }
    if (old && next == from && found.size() >= limit) {
      return new Unavailable("Horizon ignores the position and begins with older records");
    }
    return page(receipts, unreadable, next, found.size() >= limit && next != from, root);
  }

  private static Page page(
      List<FundsReceipt> receipts,
      List<Unreadable> unreadable,
      long next,
      boolean more,
      HorizonRoot root) {
    return new Page(
        List.copyOf(receipts),
        List.copyOf(unreadable),
        Long.toString(next),
        more,
        root.latestClosedAt());
  }

  private static void add(
      List<FundsReceipt> receipts, IncomingRecords.Understood understood, JsonObject transaction) {
    for (IncomingRecords.Movement movement : understood.movements()) {
      MemoCodec.Read memo = MemoCodec.read(transaction, movement.muxedId());
      receipts.add(
          new FundsReceipt(
              movement.key(),
              understood.transactionHash().get(),
              understood.closedAt().get(),
              movement.from(),
              movement.amount(),
              memo.payment(),
              memo.text()));
    }
  }

  private record Transaction(Optional<JsonObject> body, Optional<String> unavailable) {}

  /** The transaction that came with the record; some servers do not send it, so it is asked for. */
  private Transaction transaction(JsonObject operation, String hash) {
    Optional<JsonObject> joined = JsonFields.object(operation, "transaction");
    if (joined.filter(body -> JsonFields.text(body, "memo_type").isPresent()).isPresent()) {
      return new Transaction(joined, Optional.empty());
    }
    HorizonAnswer answer = horizon.get("/transactions/" + hash);
    if (answer instanceof HorizonAnswer.Answered answered) {
      if (answered.ok()) {
        return new Transaction(Optional.of(answered.body()), Optional.empty());
      }
      if (answered.notFound()) {
        return new Transaction(Optional.empty(), Optional.empty());
      }
    }
    if (answer instanceof HorizonAnswer.TooLarge) {
      return new Transaction(Optional.empty(), Optional.empty());
    }
    return new Transaction(
        Optional.empty(), Optional.of("Horizon's transaction " + hash + ": " + answer.code()));
  }

  private static Unreadable quarantined(String key, JsonValue value, String why) {
    // alert: funds.unreadable
    LOG.log(Level.WARNING, "operation {0} cannot be read: {1}", key, why);
    return new Unreadable(key, storable(value.toString()), why);
  }

  private static OptionalLong token(JsonObject operation, HorizonRoot root) {
    OptionalLong token = token(operation, "paging_token", root);
    return token.isPresent() ? token : token(operation, "id", root);
  }

  private static OptionalLong token(JsonObject operation, String field, HorizonRoot root) {
    OptionalLong token = JsonFields.number(operation, field);
    return token.isPresent() && plausible(token.getAsLong(), root) ? token : OptionalLong.empty();
  }

  private static boolean plausible(long token, HorizonRoot root) {
    return token >> 32 <= root.latestLedger() + LEDGERS_AHEAD;
  }

  private static String storable(String raw) {
    return raw.replace('\0', '\ufffd');
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
