package ng.bills.infrastructure.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import ng.bills.infrastructure.setting.SettingSource;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the keys at start-up, and hands out what is made of them. */
@ApplicationScoped
public class FieldKeys {

  /**
   * @throws IllegalArgumentException when the keys are missing or malformed; one line that names
   *     the setting and shows no key
   */
  @Produces
  @Singleton
  RotatingKeys keys() {
    SettingSource source = SettingSource.of(ConfigProvider.getConfig());
    return new RotatingKeys(() -> FieldKeySetting.read(source));
  }

  @Produces
  @Singleton
  FieldCrypt fieldCrypt(RotatingKeys keys) {
    return new FieldCrypt(keys);
  }

  @Produces
  @Singleton
  KeyedHash keyedHash(RotatingKeys keys) {
    return new KeyedHash(keys.ring());
  }
}
