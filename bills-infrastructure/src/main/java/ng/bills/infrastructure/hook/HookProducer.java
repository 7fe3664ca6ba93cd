package ng.bills.infrastructure.hook;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import ng.bills.application.hook.HookPolicy;
import ng.bills.infrastructure.outside.OutsideCalls;

/** Makes the caller from its settings. */
@Dependent
public class HookProducer {

  @Produces
  @Singleton
  HookPolicy policy(HookSettings settings) {
    return settings.policy();
  }

  @Produces
  @Singleton
  HttpHookCaller caller(HookSettings settings, OutsideCalls guard) {
    return new HttpHookCaller(settings, guard);
  }

  void close(@Disposes HttpHookCaller caller) {
    caller.close();
  }
}
