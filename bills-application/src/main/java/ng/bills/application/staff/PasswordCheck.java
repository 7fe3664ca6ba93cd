package ng.bills.application.staff;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import ng.bills.application.staff.port.PasswordGuessing;
import ng.bills.domain.staff.PasswordRule;
import ng.bills.domain.staff.StaffMember;

/** Says what is wrong with a password that somebody chooses. */
@Singleton
public class PasswordCheck {

  private final PasswordGuessing guessing;

  @Inject
  public PasswordCheck(PasswordGuessing guessing) {
    this.guessing = guessing;
  }

  /** The first rule it breaks; empty for a good one. */
  Optional<PasswordRule> broken(StaffMember member, String password, String repeated) {
    int length = password.codePointCount(0, password.length());
    if (length < PasswordRule.MIN) {
      return Optional.of(PasswordRule.TOO_SHORT);
    }
    if (length > PasswordRule.MAX) {
      return Optional.of(PasswordRule.TOO_LONG);
    }
    if (!password.equals(repeated)) {
      return Optional.of(PasswordRule.NOT_REPEATED);
    }
    return guessing.isSoonGuessed(password, List.of(member.name(), member.email().value()))
        ? Optional.of(PasswordRule.COMMON)
        : Optional.empty();
  }
}
