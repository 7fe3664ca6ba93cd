package ng.bills.infrastructure.persistence.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.CustomerNumber;
import ng.bills.domain.biller.MeterNumber;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.biller.PhoneNumber;
import ng.bills.domain.biller.SmartcardNumber;
import ng.bills.domain.vend.Token;
import ng.bills.infrastructure.crypto.FieldCrypt;
import ng.bills.infrastructure.crypto.KeyedHash;

/** Seals and opens what of a payment nobody may read in the database. */
@ApplicationScoped
public class PaymentSeals {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final String PHONE = "phone";
  private static final String SMARTCARD = "smartcard";
  private static final String CUSTOMER = "customer";

  private final FieldCrypt crypt;
  private final KeyedHash hash;

  @Inject
  public PaymentSeals(FieldCrypt crypt, KeyedHash hash) {
    this.crypt = crypt;
    this.hash = hash;
  }

  /** For the container's proxy. */
  protected PaymentSeals() {
    this(null, null);
  }

  byte[] sealAccount(UUID id, CustomerAccount account) {
    return crypt.seal(context("account_sealed", id), account.number());
  }

  byte[] hashAccount(CustomerAccount account) {
    return hashAccount(account.number());
  }

  /** Of an account's number, whatever kind it is. */
  byte[] hashAccount(String number) {
    return hash.of("account", number);
  }

  static String kind(CustomerAccount account) {
    if (account instanceof MeterNumber meter) {
      return meter.type() == MeterType.PREPAID ? "prepaid" : "postpaid";
    }
    if (account instanceof SmartcardNumber) {
      return SMARTCARD;
    }
    return account instanceof CustomerNumber ? CUSTOMER : PHONE;
  }

  CustomerAccount openAccount(UUID id, String kind, byte[] sealed) {
    String number = crypt.openText(context("account_sealed", id), sealed);
    return switch (kind) {
      case "prepaid" -> new MeterNumber(number, MeterType.PREPAID);
      case "postpaid" -> new MeterNumber(number, MeterType.POSTPAID);
      case PHONE -> new PhoneNumber(number);
      case SMARTCARD -> new SmartcardNumber(number);
      case CUSTOMER -> new CustomerNumber(number);
      default -> throw new IllegalStateException("payment " + id + ": account kind " + kind);
    };
  }

  byte[] sealPhone(UUID id, Optional<PhoneNumber> phone) {
    return phone.map(p -> crypt.seal(context("phone_sealed", id), p.number())).orElse(null);
  }

  byte[] hashPhone(Optional<PhoneNumber> phone) {
    return phone.map(p -> hashPhone(p.number())).orElse(null);
  }

  byte[] hashPhone(String number) {
    return hash.of(PHONE, number);
  }

  /** Of an address, however its letters are written. */
  byte[] hashEmail(String email) {
    return hash.of("email", email.toLowerCase(Locale.ROOT));
  }

  Optional<PhoneNumber> openPhone(UUID id, byte[] sealed) {
    return open("phone_sealed", id, sealed).map(PhoneNumber::new);
  }

  byte[] sealEmail(UUID id, Optional<String> email) {
    return email.map(e -> crypt.seal(context("email_sealed", id), e)).orElse(null);
  }

  Optional<String> openEmail(UUID id, byte[] sealed) {
    return open("email_sealed", id, sealed);
  }

  byte[] sealCustomerName(UUID id, Optional<String> name) {
    return name.map(n -> crypt.seal(context("customer_name_sealed", id), n)).orElse(null);
  }

  Optional<String> openCustomerName(UUID id, byte[] sealed) {
    return open("customer_name_sealed", id, sealed);
  }

  /** As a JSON object; null for none. */
  byte[] sealMetadata(UUID id, Map<String, String> metadata) {
    if (metadata.isEmpty()) {
      return null;
    }
    JsonObjectBuilder object = JSON.createObjectBuilder();
    new TreeMap<>(metadata).forEach(object::add);
    return crypt.seal(context("metadata_sealed", id), object.build().toString());
  }

  Map<String, String> openMetadata(UUID id, byte[] sealed) {
    Map<String, String> metadata = new TreeMap<>();
    open("metadata_sealed", id, sealed)
        .ifPresent(
            text -> {
              try (JsonReader reader = JSON.createReader(new StringReader(text))) {
                var object = reader.readObject();
                object.keySet().forEach(key -> metadata.put(key, object.getString(key)));
              }
            });
    return metadata;
  }

  byte[] sealToken(TokenRow row, Token token) {
    return crypt.seal(tokenContext(row), token.digits());
  }

  Token openToken(TokenRow row) {
    return new Token(
        Token.Kind.valueOf(row.kind), crypt.openText(tokenContext(row), row.digitsSealed));
  }

  private static String tokenContext(TokenRow row) {
    return "token.digits_sealed/" + row.paymentId + "/" + row.deliveryNumber + "/" + row.line;
  }

  private Optional<String> open(String column, UUID id, byte[] sealed) {
    return Optional.ofNullable(sealed).map(s -> crypt.openText(context(column, id), s));
  }

  private static String context(String column, UUID id) {
    return "payment." + column + "/" + id;
  }
}
