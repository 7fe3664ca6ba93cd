package ng.bills.domain.biller;

/** How strictly account numbers are read. */
public enum AccountFormat {
  /** Real accounts only. */
  STRICT,
  /**
   * Also the magic numbers of the providers' sandboxes, which break the real formats on purpose.
   */
  SANDBOX
}
