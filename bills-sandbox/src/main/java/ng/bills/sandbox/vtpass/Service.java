package ng.bills.sandbox.vtpass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One service as it is sold now. Immutable: a purchase keeps the service it was bought from.
 *
 * @param commissionBasisPoints our commission, 1/100 of a percent
 * @param refusal the code a purchase is refused with (028 not switched on for us, 034 suspended,
 *     035 inactive); empty while it is on sale
 */
record Service(
    String id,
    String name,
    ServiceKind kind,
    Served served,
    long minimumKobo,
    long maximumKobo,
    int commissionBasisPoints,
    String refusal,
    List<Variation> variations) {
  Service {
    variations = List.copyOf(variations);
  }

  Optional<Variation> variation(String code) {
    return variations.stream().filter(variation -> variation.code().equals(code)).findFirst();
  }

  /** Commission on an amount, in kobo, rounded down. */
  long commissionKobo(long amountKobo) {
    return amountKobo * commissionBasisPoints / 10_000;
  }

  /** For example {@code 1.50}. */
  String commissionRate() {
    return Naira.fixed(commissionBasisPoints);
  }

  /** With this variation in the place of the one with its code, or at the end. */
  Service with(Variation variation) {
    List<Variation> changed = new ArrayList<>(variations);
    int place = variations.stream().map(Variation::code).toList().indexOf(variation.code());
    if (place < 0) {
      changed.add(variation);
    } else {
      changed.set(place, variation);
    }
    return with(changed);
  }

  Service without(String code) {
    return with(variations.stream().filter(variation -> !variation.code().equals(code)).toList());
  }

  Service refusing(String code) {
    return new Service(
        id, name, kind, served, minimumKobo, maximumKobo, commissionBasisPoints, code, variations);
  }

  private Service with(List<Variation> changed) {
    return new Service(
        id, name, kind, served, minimumKobo, maximumKobo, commissionBasisPoints, refusal, changed);
  }
}
