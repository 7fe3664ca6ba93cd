package ng.bills.simulation.outside;

import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.domain.vend.ProviderCode;

/** Where providers send their webhooks. */
public interface Webhooks {

  /**
   * Brings one to us.
   *
   * @param surely whether it is brought again until we have taken it in
   */
  void bring(ProviderCode from, WebhookDelivery delivery, boolean surely);
}
