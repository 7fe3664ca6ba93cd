package ng.bills.simulation.outside;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ng.bills.domain.vend.Token;

/**
 * One customer's account and what really happened to it: each payment has an account of its own.
 */
public final class Bill {

  private final String account;
  private final boolean known;
  private final List<Arrival> arrivals = new ArrayList<>();
  private int vends;
  private List<Token> tokens = List.of();
  private final Set<Token> everHandedOver = new HashSet<>();
  private boolean denied;
  private boolean chargedOtherwise;

  Bill(String account, boolean known) {
    this.account = account;
    this.known = known;
  }

  public String account() {
    return account;
  }

  /** Whether the biller knows the account. */
  boolean isKnown() {
    return known;
  }

  /** The cNGN that came in its name. */
  public List<Arrival> arrivals() {
    return arrivals;
  }

  /** How often it was delivered and not taken back. */
  public int vends() {
    return vends;
  }

  /** What was handed over with it the last time. */
  public List<Token> tokens() {
    return tokens;
  }

  /** All that was ever handed over with it, what was taken back later included. */
  public Set<Token> everHandedOver() {
    return everHandedOver;
  }

  /** Whether a provider delivered what it had refused for good: then twice is not our fault. */
  public boolean wasDenied() {
    return denied;
  }

  /** Whether what was delivered, and not taken back, was for another amount. */
  public boolean wasChargedOtherwise() {
    return chargedOtherwise;
  }

  void chargedOtherwise(boolean so) {
    chargedOtherwise = so;
  }

  void delivered(List<Token> handedOver, boolean afterDenial) {
    vends++;
    tokens = handedOver;
    everHandedOver.addAll(handedOver);
    denied |= afterDenial;
  }

  void takenBack() {
    vends--;
  }
}
