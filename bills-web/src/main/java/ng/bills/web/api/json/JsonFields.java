package ng.bills.web.api.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.money.Money;

/** Builds a JSON object field by field, in the order in which they are named. */
public final class JsonFields {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final JsonBuilderFactory FACTORY = JSON.createBuilderFactory(Map.of());

  private final JsonObjectBuilder builder = FACTORY.createObjectBuilder();

  private JsonFields() {}

  public static JsonFields object() {
    return new JsonFields();
  }

  public JsonFields text(String name, String value) {
    builder.add(name, value);
    return this;
  }

  /** Left out when there is none. */
  public JsonFields text(String name, Optional<String> value) {
    value.ifPresent(v -> builder.add(name, v));
    return this;
  }

  /** {@code null} when there is none. */
  public JsonFields textOrNull(String name, Optional<String> value) {
    value.ifPresentOrElse(v -> builder.add(name, v), () -> builder.addNull(name));
    return this;
  }

  public JsonFields flag(String name, boolean value) {
    builder.add(name, value);
    return this;
  }

  public JsonFields number(String name, long value) {
    builder.add(name, value);
    return this;
  }

  /** Naira with two decimals. */
  public JsonFields naira(String name, Money amount) {
    return naira(name, amount.kobo());
  }

  /** Naira with two decimals. */
  public JsonFields naira(String name, long kobo) {
    builder.add(name, JSON.createValue(BigDecimal.valueOf(kobo, 2)));
    return this;
  }

  public JsonFields nairaOrNull(String name, Optional<Money> amount) {
    amount.ifPresentOrElse(a -> naira(name, a), () -> builder.addNull(name));
    return this;
  }

  /** An exact decimal: two places, more only where the amount has them. */
  public JsonFields amount(String name, AssetAmount amount) {
    return stroops(name, amount.stroops());
  }

  /** As {@link #amount}, of naira counted in 10<sup>-7</sup>. */
  public JsonFields stroops(String name, long stroops) {
    BigDecimal exact = BigDecimal.valueOf(stroops, 7).stripTrailingZeros();
    builder.add(name, JSON.createValue(exact.scale() < 2 ? exact.setScale(2) : exact));
    return this;
  }

  /** RFC 3339 in UTC, to the millisecond. */
  public JsonFields time(String name, Instant at) {
    builder.add(name, at.truncatedTo(ChronoUnit.MILLIS).toString());
    return this;
  }

  /** Left out when there is none. */
  public JsonFields time(String name, Optional<Instant> at) {
    at.ifPresent(t -> time(name, t));
    return this;
  }

  public JsonFields object(String name, JsonFields value) {
    builder.add(name, value.builder);
    return this;
  }

  public JsonFields objects(String name, Stream<JsonFields> values) {
    JsonArrayBuilder array = FACTORY.createArrayBuilder();
    values.forEach(v -> array.add(v.builder));
    builder.add(name, array);
    return this;
  }

  public JsonFields texts(String name, Stream<String> values) {
    JsonArrayBuilder array = FACTORY.createArrayBuilder();
    values.forEach(array::add);
    builder.add(name, array);
    return this;
  }

  public JsonObject toJson() {
    return builder.build();
  }
}
