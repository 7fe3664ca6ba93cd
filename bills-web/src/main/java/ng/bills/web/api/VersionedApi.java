package ng.bills.web.api;

import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import ng.bills.web.api.security.Roles;

/** The API under its versioned address. */
@ApplicationPath("/api/v1")
@DeclareRoles(Roles.PARTNER)
public class VersionedApi extends BillsApi {}
