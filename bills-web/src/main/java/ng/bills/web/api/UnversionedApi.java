package ng.bills.web.api;

import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import ng.bills.web.api.security.Roles;

/** The same API under the address that early integrators use. */
@ApplicationPath("/api")
@DeclareRoles(Roles.PARTNER)
public class UnversionedApi extends BillsApi {}
