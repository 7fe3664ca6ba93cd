package ng.bills.infrastructure.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.staff.InviteStaff;
import ng.bills.domain.staff.StaffEmail;
import ng.bills.domain.staff.StaffMember;
import ng.bills.domain.staff.StaffRole;

/**
 * Makes our people known to the console: the first administrator, or one in an emergency. It prints
 * the link by which the person chooses a password and sets up a second factor; there is never a
 * password that somebody else knows.
 */
public final class StaffCommand {
  private static final int USAGE = 64;
  private static final String HOW =
      """
      arguments:
        create NAME E-MAIL ROLES      ROLES: agent, supervisor, finance, admin, auditor, separated by commas
        again E-MAIL REASON           password and second factor are taken away, all sessions end
        list""";

  private StaffCommand() {}

  /**
   * @param arguments what to do
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (StaffDatabase database =
        StaffDatabase.over(
            OneConnection.ofEnvironment(), Environment.required("BILLS_FIELD_KEYS"))) {
      run(database, Environment.required("APP_ADDRESS"), out, List.of(arguments));
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
   * @throws IllegalArgumentException when it cannot be done
   */
  static void run(StaffDatabase database, String address, PrintStream out, List<String> arguments) {
    String verb = arguments.isEmpty() ? "" : arguments.get(0);
    switch (verb) {
      case "create" -> {
        require(arguments.size() == 4);
        print(
            database.invite(email(arguments.get(2)), arguments.get(1), roles(arguments.get(3))),
            address,
            out);
      }
      case "again" -> {
        require(arguments.size() == 3);
        print(database.again(email(arguments.get(1)), arguments.get(2)), address, out);
      }
      case "list" -> {
        require(arguments.size() == 1);
        database.all().forEach(member -> out.println(line(member)));
      }
      default -> throw new UsageException(HOW);
    }
  }

  private static void print(InviteStaff.Invitation invitation, String address, PrintStream out) {
    if (!(invitation instanceof InviteStaff.Invited invited)) {
      throw new IllegalArgumentException(
          invitation == InviteStaff.Refused.EMAIL_TAKEN
              ? "Somebody has that e-mail address"
              : "There is nobody of that e-mail address");
    }
    out.println(link(address, invited));
    out.println("good once and for " + InviteStaff.GOOD_FOR.toHours() + " hours");
  }

  static String link(String address, InviteStaff.Invited invited) {
    return address.replaceAll("/+$", "") + "/console/enrol.xhtml?code=" + invited.code();
  }

  private static String line(StaffMember member) {
    return String.join(
        "  ",
        member.id().toString(),
        member.state().name().toLowerCase(Locale.ROOT),
        member.roles().toString().toLowerCase(Locale.ROOT),
        member.email().value(),
        member.name());
  }

  private static StaffEmail email(String text) {
    return StaffEmail.read(text)
        .orElseThrow(() -> new IllegalArgumentException("That is no e-mail address"));
  }

  private static Set<StaffRole> roles(String text) {
    Set<StaffRole> roles = EnumSet.noneOf(StaffRole.class);
    for (String role : text.split(",")) {
      Optional<StaffRole> named =
          EnumSet.allOf(StaffRole.class).stream()
              .filter(r -> r.name().equalsIgnoreCase(role.strip()))
              .findFirst();
      roles.add(named.orElseThrow(() -> new UsageException(HOW)));
    }
    return roles;
  }

  private static void require(boolean understood) {
    if (!understood) {
      throw new UsageException(HOW);
    }
  }
}
