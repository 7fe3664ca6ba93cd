package ng.bills.sandbox.horizon;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import ng.bills.sandbox.http.JsonText;
import org.stellar.sdk.xdr.ClaimPredicate;

/**
 * Money set aside for claimants. Immutable.
 *
 * @param id hex of the XDR balance id, 72 characters
 * @param claimants account to base64 XDR of its predicate, with relative times already made
 *     absolute
 * @param amount in stroops
 */
record ClaimableBalance(
    String id,
    String asset,
    long amount,
    String sponsor,
    Map<String, String> claimants,
    boolean clawback,
    int ledger,
    long closedAt) {

  boolean claimableBy(String account, long closeTime) {
    String predicate = claimants.get(account);
    return predicate != null && holds(decode(predicate), closeTime);
  }

  static ClaimPredicate decode(String base64) {
    try {
      return ClaimPredicate.fromXdrBase64(base64);
    } catch (IOException e) {
      throw new UncheckedIOException("a stored predicate cannot be read", e);
    }
  }

  private static boolean holds(ClaimPredicate predicate, long closeTime) {
    switch (predicate.getDiscriminant()) {
      case CLAIM_PREDICATE_UNCONDITIONAL:
        return true;
      case CLAIM_PREDICATE_AND:
        return holds(predicate.getAndPredicates()[0], closeTime)
            && holds(predicate.getAndPredicates()[1], closeTime);
      case CLAIM_PREDICATE_OR:
        return holds(predicate.getOrPredicates()[0], closeTime)
            || holds(predicate.getOrPredicates()[1], closeTime);
      case CLAIM_PREDICATE_NOT:
        return !holds(predicate.getNotPredicate(), closeTime);
      case CLAIM_PREDICATE_BEFORE_ABSOLUTE_TIME:
        return closeTime < predicate.getAbsBefore().getInt64();
      default:
        return false; // a relative time is made absolute when the balance is created
    }
  }

  /** Horizon's picture of a predicate. */
  static JsonObject picture(ClaimPredicate predicate) {
    JsonObjectBuilder json = JsonText.object();
    switch (predicate.getDiscriminant()) {
      case CLAIM_PREDICATE_UNCONDITIONAL:
        return json.add("unconditional", true).build();
      case CLAIM_PREDICATE_AND:
        return json.add("and", pictures(predicate.getAndPredicates())).build();
      case CLAIM_PREDICATE_OR:
        return json.add("or", pictures(predicate.getOrPredicates())).build();
      case CLAIM_PREDICATE_NOT:
        return json.add("not", picture(predicate.getNotPredicate())).build();
      case CLAIM_PREDICATE_BEFORE_ABSOLUTE_TIME:
        long seconds = predicate.getAbsBefore().getInt64();
        return json.add("abs_before", Instant.ofEpochSecond(seconds).toString())
            .add("abs_before_epoch", String.valueOf(seconds))
            .build();
      default:
        return json.add("rel_before", String.valueOf(predicate.getRelBefore().getInt64())).build();
    }
  }

  private static JsonArrayBuilder pictures(ClaimPredicate[] predicates) {
    JsonArrayBuilder array = JsonText.array();
    for (ClaimPredicate predicate : predicates) {
      array.add(picture(predicate));
    }
    return array;
  }

  JsonObject toJson() {
    JsonObjectBuilder claimantJson = JsonText.object();
    claimants.forEach(claimantJson::add);
    return JsonText.object()
        .add("id", id)
        .add("asset", asset)
        .add("amount", amount)
        .add("sponsor", sponsor)
        .add("claimants", claimantJson)
        .add("clawback", clawback)
        .add("ledger", ledger)
        .add("closed", closedAt)
        .build();
  }

  static ClaimableBalance fromJson(JsonObject json) {
    Map<String, String> claimants = new LinkedHashMap<>();
    JsonObject claimantJson = json.getJsonObject("claimants");
    claimantJson
        .keySet()
        .forEach(account -> claimants.put(account, claimantJson.getString(account)));
    return new ClaimableBalance(
        json.getString("id"),
        json.getString("asset"),
        JsonText.number(json, "amount", 0),
        json.getString("sponsor"),
        claimants,
        json.getBoolean("clawback"),
        (int) JsonText.number(json, "ledger", 0),
        JsonText.number(json, "closed", 0));
  }
}
