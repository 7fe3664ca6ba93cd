package ng.bills.infrastructure.setting;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import ng.bills.domain.money.Money;

/**
 * Reads settings one after the other and remembers what is wrong. After a fault it hands back a
 * stand-in so that reading goes on; {@link #finish} must be called before anything is used.
 */
public final class SettingReader {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final SettingSource source;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, URI> services = new LinkedHashMap<>();

  public SettingReader(SettingSource source) {
    this.source = source;
  }

  /** Notes that a setting is wrong. */
  public void fault(String name, String what) {
    faults.add(name + " " + what);
  }

  /**
   * Ends the reading.
   *
   * @throws FaultySettingsException when anything was wrong
   */
  public void finish() {
    if (!faults.isEmpty()) {
      throw new FaultySettingsException(faults);
    }
  }

  public Optional<String> optional(String name) {
    return source.value(name);
  }

  /** A text that must be there. */
  public String text(String name) {
    return required(name, Function.identity(), "");
  }

  /** A text with a form; {@code wanted} says which. */
  public String text(String name, String form, String wanted) {
    String text = text(name);
    if (!text.isEmpty() && !text.matches(form)) {
      fault(name, "must be " + wanted);
    }
    return text;
  }

  /** A whole number within bounds, or the usual one when it is not set. */
  public int whole(String name, int usual, int least, int most) {
    return source.value(name).map(text -> whole(name, text, usual, least, most)).orElse(usual);
  }

  /** A whole number within bounds that must be there. */
  public int whole(String name, int least, int most) {
    return required(name, text -> whole(name, text, least, least, most), least);
  }

  private int whole(String name, String text, int standIn, int least, int most) {
    if (text.matches("\\d{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    fault(name, "must be a whole number from " + least + " to " + most);
    return standIn;
  }

  public Duration seconds(String name, int usual, int least, int most) {
    return Duration.ofSeconds(whole(name, usual, least, most));
  }

  /** One to twenty waits, {@code 10,60,300}. */
  public List<Duration> waits(String name, Integer... usualSeconds) {
    Optional<String> text = source.value(name);
    if (text.isEmpty()) {
      return Arrays.stream(usualSeconds).map(Duration::ofSeconds).toList();
    }
    if (!text.get().matches("\\s*\\d{1,7}\\s*(,\\s*\\d{1,7}\\s*){0,19}")) {
      fault(name, "must be 1 to 20 numbers of seconds, separated by commas (10,60,300)");
      return List.of(Duration.ZERO);
    }
    return Arrays.stream(text.get().split(","))
        .map(part -> Duration.ofSeconds(Long.parseLong(part.strip())))
        .toList();
  }

  public boolean flag(String name, boolean usual) {
    return source
        .value(name)
        .map(
            text -> {
              String lower = text.toLowerCase(Locale.ROOT);
              if (!lower.equals("true") && !lower.equals("false")) {
                fault(name, "must be true or false");
              }
              return lower.equals("true");
            })
        .orElse(usual);
  }

  /**
   * The address of a service: https, or http on this machine; without user, query or fragment; a
   * slash at its end is dropped.
   */
  public URI service(String name) {
    URI standIn = URI.create("https://invalid.invalid");
    URI address = required(name, text -> service(name, text, standIn), standIn);
    if (!address.equals(standIn)) {
      services.put(name, address);
    }
    return address;
  }

  /** Every address of a service that was read so far, by the setting's name. */
  public Map<String, URI> services() {
    return Collections.unmodifiableMap(services);
  }

  /** Whether a host is this machine, by the names that need no look-up. */
  public static boolean isThisMachine(String host) {
    return LOOPBACK.contains(host);
  }

  private URI service(String name, String text, URI standIn) {
    URI address;
    try {
      address = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    } catch (URISyntaxException e) {
      // without the reason: it quotes the value, which may carry a password
      fault(name, "must be an address such as https://host/path");
      return standIn;
    }
    boolean secure = "https".equalsIgnoreCase(address.getScheme());
    boolean here =
        "http".equalsIgnoreCase(address.getScheme())
            && address.getHost() != null
            && LOOPBACK.contains(address.getHost());
    if (address.getHost() == null || !secure && !here) {
      fault(name, "must begin with https:// (http:// only on this machine)");
      return standIn;
    }
    if (address.getRawQuery() != null
        || address.getRawFragment() != null
        || address.getRawUserInfo() != null) {
      fault(name, "must be an address without user, query and fragment");
      return standIn;
    }
    return address;
  }

  /** Amounts in naira by lower-case name, {@code electricity=30.00,airtime=0}. */
  public Map<String, Money> nairaByName(String name) {
    Map<String, Money> amounts = new LinkedHashMap<>();
    for (String entry : source.value(name).map(text -> text.split(",")).orElse(new String[0])) {
      String[] sides = entry.strip().split("\\s*=\\s*", -1);
      if (sides.length != 2
          || !sides[0].matches("[a-z0-9_-]{1,32}")
          || !sides[1].matches("\\d{1,7}(\\.\\d{1,2})?")
          || amounts.put(sides[0], Money.ofNaira(new BigDecimal(sides[1]))) != null) {
        fault(name, "must be like electricity=30.00,airtime=0, each name once, in naira");
        return Map.of();
      }
    }
    return amounts;
  }

  /**
   * A setting that must be there, read by somebody who throws {@link IllegalArgumentException} with
   * a message that does not repeat the value; it may begin with the name of another setting.
   */
  public <T> Optional<T> read(String name, Function<String, T> reading) {
    return required(
        name,
        text -> {
          try {
            return Optional.of(reading.apply(text));
          } catch (IllegalArgumentException e) {
            String why = e.getMessage();
            faults.add(why.matches("[A-Z][A-Z0-9]*_[A-Z0-9_]+\\b.*") ? why : name + " " + why);
            return Optional.empty();
          }
        },
        Optional.empty());
  }

  private <T> T required(String name, Function<String, T> reading, T standIn) {
    Optional<String> text = source.value(name);
    if (text.isEmpty()) {
      fault(name, "is not set");
      return standIn;
    }
    return reading.apply(text.get());
  }
}
