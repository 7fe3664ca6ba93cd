package ng.bills.domain.biller;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * A mobile network and the prefixes it was given. Numbers are portable since 2013, so a prefix is
 * only a hint: the customer's own choice wins.
 */
public enum MobileNetwork {
  MTN(
      "mtn",
      "0703 0704 0706 0707 0803 0806 0810 0813 0814 0816 0903 0906 0913 0916 07025 07026"
          .split(" ")),
  AIRTEL("airtel", "0701 0708 0802 0808 0812 0901 0902 0904 0907 0911 0912".split(" ")),
  GLO("glo", "0705 0805 0807 0811 0815 0905 0915".split(" ")),
  NINE_MOBILE("9mobile", "0809 0817 0818 0908 0909".split(" "));

  private final BillerCode biller;
  private final Set<String> prefixes;

  MobileNetwork(String biller, String... prefixes) {
    this.biller = new BillerCode(biller);
    this.prefixes = Set.of(prefixes);
  }

  /** The network whose range the number lies in, if any has it. */
  public static Optional<MobileNetwork> byPrefix(PhoneNumber phone) {
    return Arrays.stream(values())
        .filter(n -> n.prefixes.stream().anyMatch(phone.number()::startsWith))
        .findFirst();
  }

  public BillerCode biller() {
    return biller;
  }
}
