package ng.bills.web.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import ng.bills.application.biller.ListBillers;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.BillerCode;
import ng.bills.web.api.json.JsonAnswer;
import ng.bills.web.api.model.CatalogueAnswers;
import ng.bills.web.api.problem.Problem;
import ng.bills.web.api.problem.ProblemException;
import ng.bills.web.api.security.Roles;

/** What is on sale. */
@Path("/bills")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.PARTNER)
@Singleton
public class CatalogueResource {

  private final ListBillers listBillers;

  @Inject
  public CatalogueResource(ListBillers listBillers) {
    this.listBillers = listBillers;
  }

  @GET
  @Path("/types")
  public JsonAnswer types() {
    return JsonAnswer.of(CatalogueAnswers.types(listBillers.offers()));
  }

  /** The billers of a type, those that are not sold at the moment included. */
  @GET
  @Path("/providers/{type}")
  public JsonAnswer providers(@PathParam("type") String typeName) {
    BillType type = type(typeName);
    return JsonAnswer.of(
        CatalogueAnswers.providers(
            type, listBillers.of(type), listBillers::isSold, listBillers::fee));
  }

  /** The plans of a biller, those that are no longer sold included. */
  @GET
  @Path("/providers/{type}/{code}/plans")
  public JsonAnswer plans(@PathParam("type") String typeName, @PathParam("code") String code) {
    BillType type = type(typeName);
    Biller biller =
        Optional.of(code)
            .filter(BillerCode::isWellFormed)
            .flatMap(c -> listBillers.find(type, new BillerCode(c)))
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(
                            404,
                            "UNKNOWN_BILLER",
                            "Unknown biller",
                            "GET /bills/providers/{type} lists who takes this bill type")));
    return JsonAnswer.of(CatalogueAnswers.plans(biller, listBillers.plans(biller)));
  }

  private static BillType type(String name) {
    return BillType.named(name)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        404,
                        "UNKNOWN_BILL_TYPE",
                        "Unknown bill type",
                        "GET /bills/types lists the bill types on sale")));
  }
}
