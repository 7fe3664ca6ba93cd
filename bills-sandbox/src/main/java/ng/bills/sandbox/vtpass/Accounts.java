package ng.bills.sandbox.vtpass;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import ng.bills.sandbox.vtpass.VtpassSettings.Acceptance;
import ng.bills.sandbox.vtpass.VtpassSettings.Aftermath;

/** Which accounts exist, and what their number alone says will happen. */
final class Accounts {
  private final Aftermath aftermath;
  private final Set<String> registered = ConcurrentHashMap.newKeySet();
  private volatile Acceptance acceptance;

  Accounts(VtpassSettings settings) {
    this.aftermath = settings.aftermath();
    this.acceptance = settings.acceptance();
  }

  void accept(Acceptance which) {
    acceptance = which;
  }

  Acceptance acceptance() {
    return acceptance;
  }

  void register(String account) {
    registered.add(account);
  }

  VtpassOutcome outcome(Service service, String variation, String account) {
    Optional<VtpassOutcome> magic = VtpassMagic.outcomeOf(account);
    if (magic.isPresent()) {
      return magic.get();
    }
    Optional<VtpassOutcome> documented = documented(service, variation, account);
    if (documented.isPresent()) {
      return documented.get();
    }
    boolean exists =
        registered.contains(account)
            || (acceptance == Acceptance.WELL_FORMED
                && service.served().wellFormed(variation, account));
    return exists ? VtpassOutcome.DELIVERED : VtpassOutcome.WRONG_BILLERS_CODE;
  }

  /**
   * The Smile account behind an e-mail address: the name before the {@code @} when that is an
   * account id, else one made up for the address.
   */
  Optional<String> smileAccount(String email) {
    int at = email.indexOf('@');
    if (at < 1 || at == email.length() - 1 || email.length() > 100) {
      return Optional.empty();
    }
    String name = email.substring(0, at);
    if (name.matches("\\d{10}")) {
      return Optional.of(name);
    }
    return registered.contains(email) || acceptance == Acceptance.WELL_FORMED
        ? Optional.of(String.format("1%09d", Math.floorMod(email.hashCode(), 1_000_000_000)))
        : Optional.empty();
  }

  private Optional<VtpassOutcome> documented(Service service, String variation, String account) {
    return Optional.ofNullable(
        switch (account) {
          case VtpassMagic.VTPASS_PHONE ->
              service.served().isPhone() ? VtpassOutcome.DELIVERED : null;
          case VtpassMagic.VTPASS_SMARTCARD ->
              service.served().isSmartcard() ? VtpassOutcome.DELIVERED : null;
          case VtpassMagic.VTPASS_PROFILE ->
              service.served() == Served.PROFILE ? VtpassOutcome.DELIVERED : null;
          case VtpassMagic.VTPASS_PREPAID_METER -> meterOf("prepaid", variation);
          case VtpassMagic.VTPASS_POSTPAID_METER -> meterOf("postpaid", variation);
          case VtpassMagic.VTPASS_PENDING ->
              aftermath(
                  VtpassOutcome.PENDING_THEN_DELIVERED,
                  VtpassOutcome.PENDING_THEN_FAILED,
                  VtpassOutcome.PENDING_FOREVER);
          case VtpassMagic.VTPASS_UNEXPECTED ->
              aftermath(
                  VtpassOutcome.GARBAGE_THEN_DELIVERED,
                  VtpassOutcome.GARBAGE_THEN_FAILED,
                  VtpassOutcome.GARBAGE_THEN_NOT_FOUND);
          case VtpassMagic.VTPASS_NO_RESPONSE ->
              aftermath(
                  VtpassOutcome.NO_ANSWER_THEN_DELIVERED,
                  VtpassOutcome.NO_ANSWER_THEN_FAILED,
                  VtpassOutcome.NO_ANSWER_THEN_NOT_FOUND);
          case VtpassMagic.VTPASS_TIMEOUT ->
              aftermath(
                  VtpassOutcome.TIMEOUT_THEN_DELIVERED,
                  VtpassOutcome.TIMEOUT_THEN_FAILED,
                  VtpassOutcome.TIMEOUT_THEN_NOT_FOUND);
          default -> null;
        });
  }

  private static VtpassOutcome meterOf(String own, String asked) {
    return own.equals(asked) ? VtpassOutcome.DELIVERED : VtpassOutcome.WRONG_BILLERS_CODE;
  }

  private VtpassOutcome aftermath(
      VtpassOutcome delivered, VtpassOutcome failed, VtpassOutcome notFound) {
    return switch (aftermath) {
      case DELIVERED -> delivered;
      case FAILED -> failed;
      case NOT_FOUND -> notFound;
    };
  }
}
