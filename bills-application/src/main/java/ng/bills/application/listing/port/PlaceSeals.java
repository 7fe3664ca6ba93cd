package ng.bills.application.listing.port;

import java.util.Optional;

/**
 * Makes an opaque text of a place in a list, which nobody can read, change or use for another list.
 */
public interface PlaceSeals {

  /**
   * Seals a place.
   *
   * @param list which list it is, with partner and filter
   */
  String seal(String list, byte[] place);

  /** The place; empty when the text was not made for that list, or was changed. */
  Optional<byte[]> open(String list, String text);
}
