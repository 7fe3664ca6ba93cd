package ng.bills.infrastructure.stellar;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks before the first payment whether settings and network fit together: the right network, an
 * issuer that exists, and a wallet that exists and trusts it. Whoever calls decides what follows.
 */
public final class StellarStartup {

  private final HorizonClient horizon;
  private final StellarSettings settings;

  public StellarStartup(HorizonClient horizon, StellarSettings settings) {
    this.horizon = horizon;
    this.settings = settings;
  }

  /** What is wrong, one sentence each; empty when nothing is. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    HorizonAnswer answer = horizon.get("/");
    Optional<HorizonRoot> root = HorizonRoot.of(answer);
    if (root.isEmpty()) {
      problems.add(
          StellarSettings.HORIZON_URL
              + ": nothing there answers like Horizon ("
              + answer.code()
              + ").");
      return problems;
    }
    if (!root.get().passphrase().equals(settings.networkPassphrase())) {
      problems.add(
          StellarSettings.NETWORK_PASSPHRASE
              + ": Horizon belongs to the network \""
              + root.get().passphrase()
              + "\".");
      return problems;
    }
    settings
        .startFrom()
        .ledger()
        .ifPresent(
            ledger -> {
              if (ledger > root.get().latestLedger()) {
                problems.add(
                    StellarSettings.START_FROM
                        + ": the network has not reached ledger "
                        + ledger
                        + " yet; its newest is "
                        + root.get().latestLedger()
                        + ".");
              }
            });
    account(settings.cngn().issuer(), StellarSettings.ISSUER, "the issuer's account", problems);
    account(settings.wallet(), StellarSettings.SYSTEM_SECRET, "the wallet's account", problems)
        .ifPresent(wallet -> trust(wallet, problems));
    return problems;
  }

  private Optional<JsonObject> account(
      String id, String setting, String what, List<String> problems) {
    HorizonAnswer answer = horizon.get("/accounts/" + id);
    if (answer instanceof HorizonAnswer.Answered answered && answered.ok()) {
      return Optional.of(answered.body());
    }
    boolean absent = answer instanceof HorizonAnswer.Answered answered && answered.notFound();
    problems.add(
        setting
            + ": "
            + what
            + " "
            + id
            + (absent
                ? " does not exist on this network."
                : " cannot be read (" + answer.code() + ")."));
    return Optional.empty();
  }

  private void trust(JsonObject wallet, List<String> problems) {
    for (JsonValue value :
        JsonFields.array(wallet, "balances").orElse(JsonValue.EMPTY_JSON_ARRAY)) {
      if (value instanceof JsonObject line
          && settings.cngn().code().equals(JsonFields.text(line, "asset_code").orElse(""))
          && settings.cngn().issuer().equals(JsonFields.text(line, "asset_issuer").orElse(""))) {
        if (!JsonFields.bool(line, "is_authorized").orElse(true)) {
          problems.add(
              StellarSettings.ISSUER + ": the issuer has not authorised the wallet to hold cNGN.");
        }
        return;
      }
    }
    problems.add(
        StellarSettings.ASSET_CODE
            + ": the wallet "
            + settings.wallet()
            + " has no trust line to "
            + settings.cngn()
            + "; add it before payments are taken.");
  }
}
