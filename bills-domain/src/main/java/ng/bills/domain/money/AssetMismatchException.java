package ng.bills.domain.money;

/** Two amounts of different assets were to be added, subtracted or compared. */
public final class AssetMismatchException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public AssetMismatchException(Asset one, Asset other) {
    super("amounts of different assets: " + one + " and " + other);
  }
}
