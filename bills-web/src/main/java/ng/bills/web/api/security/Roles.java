package ng.bills.web.api.security;

/** The roles of the API. */
public final class Roles {

  /** Whoever came with an API key in force. */
  public static final String PARTNER = "partner";

  private Roles() {}
}
