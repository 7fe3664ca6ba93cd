package ng.bills.infrastructure.persistence;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * The settings that are checked while the persistence unit is built, for tests without a server.
 */
final class StartupSettings extends ConfigProviderResolver implements Config {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "bills.mode", "sandbox",
          "bills.db.url", "jdbc:postgresql://127.0.0.1:5432/bills",
          "bills.db.user", "bills",
          "bills.db.password", "bills",
          "bills.jms.host", "127.0.0.1",
          "bills.jms.port", "61616",
          "bills.field.keys", "test:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

  static void provide() {
    ConfigProviderResolver.setInstance(new StartupSettings());
  }

  @Override
  public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
    return Optional.ofNullable(SETTINGS.get(name)).map(type::cast);
  }

  @Override
  public <T> T getValue(String name, Class<T> type) {
    return getOptionalValue(name, type).orElseThrow();
  }

  @Override
  public ConfigValue getConfigValue(String name) {
    throw new UnsupportedOperationException(name);
  }

  @Override
  public Iterable<String> getPropertyNames() {
    return SETTINGS.keySet();
  }

  @Override
  public Iterable<ConfigSource> getConfigSources() {
    return Set.of();
  }

  @Override
  public <T> Optional<Converter<T>> getConverter(Class<T> type) {
    return Optional.empty();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return type.cast(this);
  }

  @Override
  public Config getConfig() {
    return this;
  }

  @Override
  public Config getConfig(ClassLoader loader) {
    return this;
  }

  @Override
  public ConfigBuilder getBuilder() {
    throw new UnsupportedOperationException("no builder in tests");
  }

  @Override
  public void registerConfig(Config config, ClassLoader loader) {
    throw new UnsupportedOperationException("no other settings in tests");
  }

  @Override
  public void releaseConfig(Config config) {
    // nothing is held
  }
}
