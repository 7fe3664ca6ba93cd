package ng.bills.application.vending.port;

import java.util.Map;
import ng.bills.domain.vend.ProviderCode;

/** Orders whose end, or whose token, is awaited. */
public interface OpenOrders {

  /** How many there are at whom; inside a unit of work. */
  Map<ProviderCode, Integer> byProvider();
}
