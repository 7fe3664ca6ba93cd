package ng.bills.infrastructure.provider;

import java.util.Map;
import java.util.TreeMap;

/**
 * A number of the sandbox, and how payments for its accounts end.
 *
 * @param means what each provider does with it
 * @param electricity how a payment for the meter ends
 * @param airtime how a payment for the phone ends
 */
record SandboxAccount(
    int number,
    String meter,
    String phone,
    Map<String, String> means,
    String electricity,
    String airtime) {

  static SandboxAccount of(int number, String meter, String phone) {
    return new SandboxAccount(number, meter, phone, new TreeMap<>(), "", "");
  }

  SandboxAccount ending(String forTheMeter, String forThePhone) {
    return new SandboxAccount(number, meter, phone, means, forTheMeter, forThePhone);
  }

  /** The smartcard, and other customer numbers of ten digits. */
  String smartcard() {
    return "7000000" + number;
  }
}
