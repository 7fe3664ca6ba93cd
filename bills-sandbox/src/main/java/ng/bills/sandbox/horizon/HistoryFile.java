package ng.bills.sandbox.horizon;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import ng.bills.sandbox.http.JsonText;

/**
 * The history on disk: one line of JSON for every ledger in which something happened, appended
 * before anyone can see that ledger. A line that a kill cut off is dropped when the file is read
 * again; nobody had seen it.
 */
final class HistoryFile implements AutoCloseable {
  private final Path path;
  private final FileChannel lock;
  private OutputStream out;

  HistoryFile(Path directory) {
    try {
      Files.createDirectories(directory);
      path = directory.resolve("horizon.jsonl");
      lock = lock(directory.resolve("horizon.lock"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the data directory " + directory, e);
    }
  }

  /** Reads every complete line, cuts off an incomplete one, and opens the file for appending. */
  void load(Consumer<JsonObject> line) {
    try {
      open();
      long good = 0;
      if (Files.size(path) > 0) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
          ByteArrayOutputStream current = new ByteArrayOutputStream();
          for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
              line.accept(JsonText.parseObject(current.toByteArray()));
              good += current.size() + 1;
              current.reset();
            } else {
              current.write(b);
            }
          }
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
          file.truncate(good);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  private void open() throws IOException {
    out = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /**
   * Locks a file of its own: closing any other channel of a locked file would give its lock away.
   */
  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        channel.close();
        throw new IllegalStateException(path + " is used by another process");
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new IllegalStateException(path + " is used by another sandbox of this process", e);
    }
    return channel;
  }

  void append(String line) {
    try {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  void clear() {
    try {
      out.close();
      Files.delete(path);
      open();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + path + " anew", e);
    }
  }

  @Override
  public void close() {
    try {
      if (out != null) {
        out.close();
      }
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + path, e);
    }
  }

  /** One ledger as a line. */
  static String ledger(LedgerHeader header, World changes, List<TransactionRecord> transactions) {
    JsonObjectBuilder json = JsonText.object();
    json.add("ledger", header.sequence());
    json.add("closed", header.closedAt());
    json.add("ok", header.successful());
    json.add("bad", header.failed());
    json.add("ops", header.operations());
    json.add("set", header.setOperations());
    json.add("pool", changes.feePool());
    JsonArrayBuilder accounts = JsonText.array();
    JsonArrayBuilder removed = JsonText.array();
    changes
        .ownAccounts()
        .forEach(
            (id, account) -> {
              if (account == null) {
                removed.add(id);
              } else {
                accounts.add(account.toJson());
              }
            });
    json.add("accounts", accounts).add("removed", removed);
    JsonArrayBuilder balances = JsonText.array();
    JsonArrayBuilder claimed = JsonText.array();
    changes
        .ownBalances()
        .forEach(
            (id, balance) -> {
              if (balance == null) {
                claimed.add(id);
              } else {
                balances.add(balance.toJson());
              }
            });
    json.add("balances", balances).add("claimed", claimed);
    JsonObjectBuilder issued = JsonText.object();
    changes.ownIssued().forEach(issued::add);
    json.add("issued", issued);
    StringBuilder text = new StringBuilder(json.build().toString());
    text.setLength(text.length() - 1);
    text.append(",\"tx\":[");
    for (TransactionRecord transaction : transactions) {
      text.append(transaction == transactions.get(0) ? "" : ",");
      write(text, transaction);
    }
    return text.append("]}").toString();
  }

  private static void write(StringBuilder text, TransactionRecord record) {
    JsonObjectBuilder json =
        JsonText.object()
            .add("h", record.hash)
            .add("n", record.order)
            .add("s", record.successful)
            .add("c", record.code)
            .add("fc", record.feePerOperation)
            .add("fb", record.bidPerOperation)
            .add("oc", texts(record.operationCodes))
            .add("p", texts(record.participants));
    if (record.innerHash != null) {
      json.add("ih", record.innerHash).add("ic", record.innerCode);
    }
    if (record.returns != null) {
      json.add("r", record.returns);
    }
    String head = json.build().toString();
    text.append(head, 0, head.length() - 1);
    text.append(",\"f\":{").append(record.fields).append("},\"ops\":[");
    for (OperationRecord operation : record.operations) {
      text.append(operation == record.operations.get(0) ? "" : ",");
      JsonObjectBuilder one =
          JsonText.object()
              .add("id", operation.id())
              .add("t", operation.type())
              .add("p", texts(operation.participants()));
      Movement movement = operation.movement();
      if (movement != null) {
        one.add(
            "m",
            JsonText.array()
                .add(movement.from())
                .add(movement.to())
                .add(movement.asset())
                .add(String.valueOf(movement.stroops())));
      }
      String start = one.build().toString();
      text.append(start, 0, start.length() - 1);
      text.append(",\"f\":{").append(operation.fields()).append("}}");
    }
    text.append("]}");
  }

  private static JsonArrayBuilder texts(List<String> values) {
    JsonArrayBuilder array = JsonText.array();
    values.forEach(array::add);
    return array;
  }

  private static List<String> texts(JsonArray array) {
    return array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
  }

  /** A ledger in which nothing happened, so that the height is not forgotten. */
  static String height(LedgerHeader header) {
    return "{\"height\":" + header.sequence() + ",\"closed\":" + header.closedAt() + "}";
  }

  static LedgerHeader header(JsonObject line) {
    return new LedgerHeader(
        line.getInt("ledger"),
        JsonText.number(line, "closed", 0),
        line.getInt("ok"),
        line.getInt("bad"),
        line.getInt("ops"),
        line.getInt("set"));
  }

  /** The changes of a line, as a layer that is ready to be committed. */
  static World changes(JsonObject line, World below) {
    World layer = below.layer();
    line.getJsonArray("accounts")
        .forEach(entry -> layer.put(AccountEntry.fromJson(entry.asJsonObject())));
    texts(line.getJsonArray("removed")).forEach(layer::removeAccount);
    line.getJsonArray("balances")
        .forEach(entry -> layer.put(ClaimableBalance.fromJson(entry.asJsonObject())));
    texts(line.getJsonArray("claimed")).forEach(layer::removeBalance);
    for (Map.Entry<String, JsonValue> issued : line.getJsonObject("issued").entrySet()) {
      layer.setIssued(issued.getKey(), Long.parseLong(issued.getValue().toString()));
    }
    layer.setFeePool(JsonText.number(line, "pool", 0));
    return layer;
  }

  /** The transactions of a line, in order. */
  static List<TransactionRecord> transactions(JsonObject line) {
    int ledger = line.getInt("ledger");
    return line.getJsonArray("tx").stream()
        .map(entry -> read(entry.asJsonObject(), ledger))
        .toList();
  }

  private static TransactionRecord read(JsonObject json, int ledger) {
    TransactionRecord record =
        new TransactionRecord(
            json.getString("h"),
            json.getString("ih", null),
            ledger,
            json.getInt("n"),
            json.getBoolean("s"),
            json.getString("r", null),
            json.getString("c"),
            json.getString("ic", null),
            texts(json.getJsonArray("oc")),
            texts(json.getJsonArray("p")),
            JsonText.number(json, "fc", 0),
            JsonText.number(json, "fb", 0),
            Pictures.members(json.getJsonObject("f")));
    for (JsonValue entry : json.getJsonArray("ops")) {
      JsonObject one = entry.asJsonObject();
      Movement movement = null;
      long id = JsonText.number(one, "id", 0);
      if (one.containsKey("m")) {
        List<String> parts = texts(one.getJsonArray("m"));
        movement =
            new Movement(
                id,
                record.hash,
                parts.get(0),
                parts.get(1),
                parts.get(2),
                Long.parseLong(parts.get(3)));
      }
      record.operations.add(
          new OperationRecord(
              id,
              record,
              one.getInt("t"),
              Pictures.members(one.getJsonObject("f")),
              texts(one.getJsonArray("p")),
              movement));
    }
    return record;
  }
}
