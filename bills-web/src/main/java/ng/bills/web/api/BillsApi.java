package ng.bills.web.api;

import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import ng.bills.web.api.json.JsonAnswerWriter;
import ng.bills.web.api.problem.ProblemMapper;
import ng.bills.web.api.problem.ProblemWriting;
import ng.bills.web.api.problem.WellFormedHeaders;
import ng.bills.web.api.security.RoleCheck;

/** The resources of the API, listed by hand so that nothing is published by accident. */
public abstract class BillsApi extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        CatalogueResource.class,
        PayResource.class,
        PaymentResource.class,
        QrCodeResource.class,
        ReceiptResource.class,
        PayLinkResource.class,
        HistoryResource.class,
        RefundClockResource.class,
        ExportResource.class,
        HealthResource.class,
        WebhookResource.class,
        WebhookEndpointResource.class,
        WebhookDeliveryResource.class,
        RoleCheck.class,
        JsonAnswerWriter.class,
        WellFormedHeaders.class,
        ProblemMapper.class,
        ProblemWriting.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    // the OpenAPI document describes the API; no application.wadl beside it
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
