package ng.bills.application.pay.port;

import java.util.Optional;

/**
 * Seals texts that browsers and partners carry for us: nobody else reads them, and one that was
 * changed, made up or meant for another purpose does not open.
 */
public interface PageSeals {

  /** The sealed text, in characters that an address takes. */
  String seal(String purpose, String text);

  /** What was sealed for that very purpose; empty for anything else. */
  Optional<String> open(String purpose, String sealed);
}
