package ng.bills.launcher.kill;

import java.util.Map;
import ng.bills.sandbox.Sandbox;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.fault.Faults;
import ng.bills.sandbox.interswitch.InterswitchSandbox;

/**
 * What goes wrong outside beside the accounts that mean an outcome: answers of the providers and of
 * Horizon that are late, cut off or garbage, before and after the effect, by chance.
 */
final class Troubles {
  private final Sandbox sandbox;
  private final long seed;

  Troubles(Sandbox sandbox, long seed) {
    this.sandbox = sandbox;
    this.seed = seed;
  }

  void begin() {
    Faults vtpass = sandbox.vtpass().faults();
    add(vtpass, "POST", "/api/pay", "close-after", 3);
    add(vtpass, "POST", "/api/pay", "html502-after", 2);
    add(vtpass, "POST", "/api/pay", "close-before", 2);
    add(vtpass, "POST", "/api/pay", "delay-after", 1, Map.of("ms", 5_000));
    add(vtpass, "POST", "/api/requery", "html502-after", 4);
    add(vtpass, "POST", "/api/requery", "garbage", 2);
    add(vtpass, "POST", "/api/requery", "close-before", 3);
    add(vtpass, "POST", "/api/merchant-verify", "close-before", 2);
    add(vtpass, "POST", "/api/merchant-verify", "html502", 2);
    Faults flutterwave = sandbox.flutterwave().faults();
    add(flutterwave, "POST", "/v3/billers/.*/payment", "close-after", 4);
    add(flutterwave, "POST", "/v3/billers/.*/payment", "html502-after", 2);
    add(flutterwave, "GET", "/v3/bills/.*", "html502", 5);
    Faults interswitch = sandbox.interswitch().faults();
    add(interswitch, "*", InterswitchSandbox.ROOT + "/Transactions.*", "close-after", 4);
    add(interswitch, "*", InterswitchSandbox.ROOT + "/Transactions.*", "html502-after", 2);
    add(interswitch, "POST", InterswitchSandbox.TOKEN, "html502", 5);
    Faults horizon = sandbox.horizon().faults();
    add(horizon, "POST", "/transactions.*", "reset-after-apply", 6);
    add(horizon, "POST", "/transactions.*", "reset-before", 3);
    add(horizon, "POST", "/transactions.*", "timeout504-applied", 4);
    add(horizon, "POST", "/transactions.*", "timeout504-queued", 3);
    add(horizon, "POST", "/transactions.*", "timeout504-lost", 2);
    add(horizon, "POST", "/transactions.*", "problem", 2, Map.of("status", 503));
    add(horizon, "GET", "/accounts/.*/payments", "problem", 2, Map.of("status", 503));
    add(horizon, "GET", "/accounts/.*/payments", "garbage", 1);
    add(horizon, "GET", "/accounts/.*/payments", "cut", 2, Map.of("bytes", 200));
    add(horizon, "GET", "/transactions/.*", "close-before", 4);
  }

  void end() {
    sandbox.vtpass().faults().clear();
    sandbox.flutterwave().faults().clear();
    sandbox.interswitch().faults().clear();
    sandbox.horizon().faults().clear();
  }

  private void add(Faults faults, String method, String path, String effect, int percent) {
    add(faults, method, path, effect, percent, Map.of());
  }

  private void add(
      Faults faults,
      String method,
      String path,
      String effect,
      int percent,
      Map<String, ?> parameters) {
    faults.add(
        FaultRule.when(method, path)
            .probability(percent / 100.0, seed + (method + path + effect).hashCode())
            .effect(effect, parameters));
  }
}
