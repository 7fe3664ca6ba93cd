package ng.bills.sandbox.horizon;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import ng.bills.sandbox.http.JsonText;

/**
 * One account of the ledger. XLM in stroops. Mutable; copied before every change that may be rolled
 * back.
 */
final class AccountEntry {
  static final int AUTH_REQUIRED = 1;
  static final int AUTH_REVOCABLE = 2;
  static final int AUTH_IMMUTABLE = 4;
  static final int AUTH_CLAWBACK = 8;

  final String id;
  long sequence;
  long sequenceTime;
  int sequenceLedger;
  long xlm;
  int flags;
  int master = 1;
  int low;
  int medium;
  int high;
  String homeDomain = "";
  final Map<String, Integer> signers = new LinkedHashMap<>();
  final Map<String, String> data = new TreeMap<>();
  final Map<String, TrustLine> lines = new TreeMap<>();

  /** Entries this account pays the reserve of; here the claimants of the balances it created. */
  int sponsoring;

  boolean frozen;
  int lastModified;
  long lastModifiedTime;

  AccountEntry(String id) {
    this.id = id;
  }

  AccountEntry copy() {
    AccountEntry copy = new AccountEntry(id);
    copy.sequence = sequence;
    copy.sequenceTime = sequenceTime;
    copy.sequenceLedger = sequenceLedger;
    copy.xlm = xlm;
    copy.flags = flags;
    copy.master = master;
    copy.low = low;
    copy.medium = medium;
    copy.high = high;
    copy.homeDomain = homeDomain;
    copy.signers.putAll(signers);
    copy.data.putAll(data);
    lines.forEach((asset, line) -> copy.lines.put(asset, line.copy()));
    copy.sponsoring = sponsoring;
    copy.frozen = frozen;
    copy.lastModified = lastModified;
    copy.lastModifiedTime = lastModifiedTime;
    return copy;
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  int subentries() {
    return signers.size() + data.size() + lines.size();
  }

  /** XLM that must stay, in stroops. */
  long reserve(long baseReserve) {
    return (2L + subentries() + sponsoring) * baseReserve;
  }

  JsonObject toJson() {
    JsonObjectBuilder signerJson = JsonText.object();
    signers.forEach(signerJson::add);
    JsonObjectBuilder dataJson = JsonText.object();
    data.forEach(dataJson::add);
    JsonObjectBuilder lineJson = JsonText.object();
    lines.forEach((asset, line) -> lineJson.add(asset, line.toJson()));
    return JsonText.object()
        .add("id", id)
        .add("seq", sequence)
        .add("st", sequenceTime)
        .add("sl", sequenceLedger)
        .add("xlm", xlm)
        .add("f", flags)
        .add("w", master)
        .add("lo", low)
        .add("me", medium)
        .add("hi", high)
        .add("hd", homeDomain)
        .add("sg", signerJson)
        .add("d", dataJson)
        .add("t", lineJson)
        .add("sp", sponsoring)
        .add("fr", frozen)
        .add("m", lastModified)
        .add("mt", lastModifiedTime)
        .build();
  }

  static AccountEntry fromJson(JsonObject json) {
    AccountEntry entry = new AccountEntry(json.getString("id"));
    entry.sequence = JsonText.number(json, "seq", 0);
    entry.sequenceTime = JsonText.number(json, "st", 0);
    entry.sequenceLedger = (int) JsonText.number(json, "sl", 0);
    entry.xlm = JsonText.number(json, "xlm", 0);
    entry.flags = (int) JsonText.number(json, "f", 0);
    entry.master = (int) JsonText.number(json, "w", 1);
    entry.low = (int) JsonText.number(json, "lo", 0);
    entry.medium = (int) JsonText.number(json, "me", 0);
    entry.high = (int) JsonText.number(json, "hi", 0);
    entry.homeDomain = json.getString("hd");
    json.getJsonObject("sg")
        .forEach((key, weight) -> entry.signers.put(key, Integer.valueOf(weight.toString())));
    JsonObject dataJson = json.getJsonObject("d");
    dataJson.keySet().forEach(name -> entry.data.put(name, dataJson.getString(name)));
    JsonObject lineJson = json.getJsonObject("t");
    lineJson
        .keySet()
        .forEach(
            asset -> entry.lines.put(asset, TrustLine.fromJson(lineJson.getJsonObject(asset))));
    entry.sponsoring = (int) JsonText.number(json, "sp", 0);
    entry.frozen = json.getBoolean("fr");
    entry.lastModified = (int) JsonText.number(json, "m", 0);
    entry.lastModifiedTime = JsonText.number(json, "mt", 0);
    return entry;
  }
}
