package ng.bills.web.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;

/** Throw-away. */
@ApplicationPath("/api/v1")
public class Api extends Application {
  /** Throw-away. */
  @Path("health")
  public static class Health {
    /**
     * @return up
     */
    @GET
    public String get() {
      return "{\"status\":\"UP\"}";
    }
  }
}
