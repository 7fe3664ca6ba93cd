package ng.bills.application.vending.port;

import java.util.List;

/** All providers that are switched on, in the configured order. */
public interface BillProviders {

  List<BillProvider> inOrder();
}
