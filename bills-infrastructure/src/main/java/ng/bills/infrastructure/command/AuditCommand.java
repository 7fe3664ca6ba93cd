package ng.bills.infrastructure.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import ng.bills.application.audit.AuditVerdict;
import ng.bills.application.audit.VerifyAudit;
import ng.bills.domain.audit.AuditBreak;
import ng.bills.domain.audit.AuditHead;
import ng.bills.infrastructure.crypto.KeyRing;
import ng.bills.infrastructure.crypto.KeyedHash;
import ng.bills.infrastructure.persistence.audit.HmacAuditSeal;
import ng.bills.infrastructure.persistence.audit.JpaAuditLog;

/**
 * Checks the audit log and names each entry that is not what was written. It ends with 0 when all
 * is whole, with 2 when something is not.
 */
public final class AuditCommand {
  private static final int USAGE = 64;
  private static final int BROKEN = 2;
  private static final String HOW =
      """
      arguments:
        verify [NUMBER:SEAL]      what an earlier check printed as the end: proves that nothing up to there was cut off or replaced""";

  private AuditCommand() {}

  /**
   * @param arguments what to do
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (OneConnection connection = OneConnection.ofEnvironment()) {
      boolean whole =
          run(
              connection,
              new KeyedHash(KeyRing.parse(Environment.required(KeyRing.SETTING))),
              out,
              List.of(arguments));
      if (!whole) {
        System.exit(BROKEN);
      }
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Checks.
   *
   * @return whether all is whole
   */
  static boolean run(
      OneConnection connection, KeyedHash hash, PrintStream out, List<String> arguments) {
    if (arguments.isEmpty() || !arguments.get(0).equals("verify") || arguments.size() > 2) {
      throw new UsageException(HOW);
    }
    Optional<AuditHead> noted = arguments.stream().skip(1).findFirst().map(AuditCommand::noted);
    AuditVerdict verdict =
        new VerifyAudit(new JpaAuditLog(connection), new HmacAuditSeal(hash), connection)
            .verify(noted);
    for (AuditBreak found : verdict.breaks()) {
      out.println("entry " + found.number() + ": " + words(found.what()));
    }
    if (verdict.broken() > verdict.breaks().size()) {
      out.println("and " + (verdict.broken() - verdict.breaks().size()) + " more");
    }
    out.println(
        (verdict.isWhole() ? "whole" : "NOT WHOLE") + ": " + verdict.checked() + " entries");
    out.println("end: " + verdict.end().number() + ":" + verdict.end().seal());
    return verdict.isWhole();
  }

  private static AuditHead noted(String text) {
    if (!text.matches("\\d{1,18}:[0-9a-f]{64}")) {
      throw new UsageException(HOW);
    }
    int colon = text.indexOf(':');
    return new AuditHead(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
  }

  private static String words(AuditBreak.What what) {
    return switch (what) {
      case CHANGED -> "was changed, or not written by Bills";
      case MISSING -> "is missing";
      case UNLINKED -> "does not follow the one before it";
      case END -> "the log does not end where it should: cut off, or something put behind it";
      case NOT_AS_NOTED -> "is not what was noted";
    };
  }
}
