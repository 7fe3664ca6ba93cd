package ng.bills.domain.hook;

import java.util.Locale;

/** Whether an endpoint is told anything. */
public enum HookEndpointState {
  /** It is told. */
  ACTIVE,
  /** It is told nothing; what waits for it waits on. */
  DISABLED,
  /** For good; what waited for it is not sent any more. */
  DELETED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
