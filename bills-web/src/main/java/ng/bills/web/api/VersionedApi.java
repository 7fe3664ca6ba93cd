package ng.bills.web.api;

import jakarta.ws.rs.ApplicationPath;

/** The API under its versioned address. */
@ApplicationPath("/api/v1")
public class VersionedApi extends BillsApi {}
