package ng.bills.domain.vend;

/** Why a provider says that it did not deliver. */
public enum RejectionReason {
  /** The account does not exist or is closed: money goes back at once. */
  ACCOUNT_INVALID(Remedy.REFUND),
  /** The biller does not take this amount. */
  AMOUNT_REFUSED(Remedy.REFUND),
  /** This provider does not sell it, or not to us. */
  NOT_SOLD(Remedy.OTHER_PROVIDER),
  /** Our prefunded balance there is too low: other provider, and operations must fund it. */
  INSUFFICIENT_FLOAT(Remedy.OTHER_PROVIDER),
  /** Our keys or account there are refused: other provider, and operations must look. */
  CREDENTIALS_REFUSED(Remedy.OTHER_PROVIDER),
  /** The biller could not be reached. */
  BILLER_UNREACHABLE(Remedy.RETRY),
  /** The provider could not be reached at all: no connection, so nothing was sent. */
  PROVIDER_UNREACHABLE(Remedy.RETRY),
  /** Our login there had run out: nothing was carried out, and the next order logs in anew. */
  LOGIN_EXPIRED(Remedy.RETRY),
  /** It takes this for a repetition of another order of ours. */
  LIKELY_DUPLICATE(Remedy.RETRY),
  /** It tried and failed; nothing was charged. */
  FAILED(Remedy.RETRY),
  /** It had charged us and has given the amount back to our float: not delivered, or no longer. */
  REVERSED(Remedy.RETRY);

  /** What a known refusal allows us to do next. */
  public enum Remedy {
    RETRY,
    OTHER_PROVIDER,
    REFUND
  }

  private final Remedy remedy;

  RejectionReason(Remedy remedy) {
    this.remedy = remedy;
  }

  public Remedy remedy() {
    return remedy;
  }

  /** Whether operations must hear of it at once. */
  public boolean concernsOperations() {
    return this == INSUFFICIENT_FLOAT || this == CREDENTIALS_REFUSED;
  }
}
