package ng.bills.domain.partner;

import java.util.UUID;

/**
 * Our own partner: whose payments those of the pay page are when no partner's link led there. A
 * migration makes it; it has no key unless an operator issues one.
 */
public final class HousePartner {

  public static final PartnerId ID =
      new PartnerId(UUID.fromString("00000000-0000-7000-8000-000000000001"));

  private HousePartner() {}
}
