package ng.bills.infrastructure.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the key ring once, at start-up, and hands out what is made of it. */
@ApplicationScoped
public class FieldKeys {

  /**
   * @throws IllegalArgumentException when BILLS_FIELD_KEYS is missing or malformed; one line that
   *     names it and shows no key
   */
  @Produces
  @Singleton
  KeyRing keyRing() {
    return KeyRing.parse(
        ConfigProvider.getConfig().getOptionalValue("bills.field.keys", String.class).orElse(""));
  }

  @Produces
  @Singleton
  FieldCrypt fieldCrypt(KeyRing ring) {
    return new FieldCrypt(ring);
  }

  @Produces
  @Singleton
  KeyedHash keyedHash(KeyRing ring) {
    return new KeyedHash(ring);
  }
}
