package ng.bills.web.api;

import jakarta.ws.rs.ApplicationPath;

/** The same API under the address that early integrators use. */
@ApplicationPath("/api")
public class UnversionedApi extends BillsApi {}
