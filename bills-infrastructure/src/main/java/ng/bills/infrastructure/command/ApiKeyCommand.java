package ng.bills.infrastructure.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import ng.bills.domain.partner.ApiKey;
import ng.bills.infrastructure.crypto.FieldKeySetting;
import ng.bills.infrastructure.setting.SettingSource;

/**
 * Issues, rotates, revokes and lists API keys. A new key is printed once: only its hash is kept.
 * Reads BILLS_DB_URL, BILLS_DB_USER, BILLS_DB_PASSWORD and the field keys; the application must
 * have started on the database before.
 */
public final class ApiKeyCommand {
  private static final int USAGE = 64;

  private static final String HOW =
      """
arguments:
  create PARTNER live|test [--scopes read,pay,refund,webhooks] [--days N] [--from 203.0.113.0/24,2001:db8::/32]
  rotate KEY [--overlap-hours N]    KEY: its id, or its first 12 characters
  revoke KEY
  list [PARTNER]""";

  private static final int USUAL_OVERLAP_HOURS = 24;

  private ApiKeyCommand() {}

  /**
   * @param arguments what to do
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (KeyDatabase database =
        KeyDatabase.open(
            Environment.required("BILLS_DB_URL"),
            Environment.required("BILLS_DB_USER"),
            Environment.required("BILLS_DB_PASSWORD"),
            FieldKeySetting.read(SettingSource.of(System.getenv())))) {
      run(database, InstantSource.system(), out, List.of(arguments));
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Does what the arguments say.
   *
   * @throws UsageException when they say nothing that can be done
   * @throws IllegalArgumentException when it cannot be done with that key
   */
  static void run(
      KeyDatabase database, InstantSource clock, PrintStream out, List<String> arguments) {
    Deque<String> words = new ArrayDeque<>(arguments);
    String verb = words.isEmpty() ? "" : words.pop();
    switch (verb) {
      case "create" -> {
        String partner = next(words);
        KeyOptions options = KeyOptions.read(next(words), words, clock);
        out.println(database.issue(partner, options.mode(), options.terms()));
      }
      case "rotate" -> {
        String key = next(words);
        out.println(database.rotate(key, overlap(words)));
      }
      case "revoke" -> {
        String key = next(words);
        end(words);
        ApiKey revoked = database.revoke(key);
        out.println(revoked.prefix() + "… of " + revoked.partner().name() + " is revoked");
      }
      case "list" -> {
        Optional<String> partner = Optional.ofNullable(words.poll());
        end(words);
        Instant now = clock.instant();
        database.all(partner).forEach(key -> out.println(KeyLine.of(key, now)));
      }
      default -> throw new UsageException(HOW);
    }
  }

  private static Duration overlap(Deque<String> words) {
    if (words.isEmpty()) {
      return Duration.ofHours(USUAL_OVERLAP_HOURS);
    }
    if (!words.pop().equals("--overlap-hours") || words.isEmpty()) {
      throw new UsageException(HOW);
    }
    String hours = words.pop();
    end(words);
    if (!hours.matches("\\d{1,4}")) {
      throw new UsageException("--overlap-hours must be a whole number");
    }
    return Duration.ofHours(Long.parseLong(hours));
  }

  private static String next(Deque<String> words) {
    if (words.isEmpty()) {
      throw new UsageException(HOW);
    }
    return words.pop();
  }

  private static void end(Deque<String> words) {
    if (!words.isEmpty()) {
      throw new UsageException(HOW);
    }
  }
}
