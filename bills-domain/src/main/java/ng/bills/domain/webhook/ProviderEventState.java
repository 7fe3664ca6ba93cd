package ng.bills.domain.webhook;

import java.util.Locale;

/** How far an event of a provider is. */
public enum ProviderEventState {
  /** To be looked at, for the first time or again. */
  DUE,
  /** The provider was asked about the order, or will be as soon as it wants to be. */
  APPLIED,
  /** It is about no order of ours. */
  UNMATCHED,
  /** The provider did not answer when asked; a person looks. */
  GIVEN_UP;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
