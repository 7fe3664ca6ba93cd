package ng.bills.web.api.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.partner.AuthenticatePartner;
import ng.bills.domain.partner.Partner;
import ng.bills.web.api.problem.ContainerErrors;
import ng.bills.web.api.problem.Correlation;
import ng.bills.web.api.problem.Problem;

/**
 * Lets partners in by the API key in {@code Authorization: Bearer}. Every address of the API that
 * is not known to be open needs a key; what lies outside the API is left alone.
 */
@ApplicationScoped
public class ApiKeyAuthentication implements HttpAuthenticationMechanism {

  private static final System.Logger LOG = System.getLogger(ApiKeyAuthentication.class.getName());
  private static final String SCHEME = "Bearer ";

  private final AuthenticatePartner authenticatePartner;
  private final KeyCache cache;

  /** For the proxy of the container. */
  protected ApiKeyAuthentication() {
    this.authenticatePartner = null;
    this.cache = null;
  }

  @Inject
  public ApiKeyAuthentication(AuthenticatePartner authenticatePartner, InstantSource clock) {
    this.authenticatePartner = authenticatePartner;
    this.cache = new KeyCache(clock);
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    if (!ApiPaths.isApi(request.getServletPath())
        || ApiPaths.isOpen(request.getServletPath(), request.getPathInfo())) {
      return context.doNothing();
    }
    String header = request.getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return refuse(Problem.unauthorized(), "Bearer realm=\"bills\"", request, response);
    }
    Optional<Partner> partner;
    try {
      partner = cache.owner(header.substring(SCHEME.length()).strip(), authenticatePartner::byKey);
    } catch (RuntimeException e) {
      // alert: nobody can be let in
      LOG.log(
          System.Logger.Level.ERROR,
          "request " + Correlation.of(request) + ": keys cannot be looked up",
          e);
      response.setHeader("Retry-After", "5");
      return refuse(Problem.unavailable(Optional.empty()), null, request, response);
    }
    if (partner.isEmpty()) {
      return refuse(
          Problem.unauthorized(),
          "Bearer realm=\"bills\", error=\"invalid_token\"",
          request,
          response);
    }
    return context.notifyContainerAboutLogin(
        new CallerPrincipal(partner.get().id().toString()), Set.of(Roles.PARTNER));
  }

  private static AuthenticationStatus refuse(
      Problem problem, String challenge, HttpServletRequest request, HttpServletResponse response)
      throws AuthenticationException {
    if (challenge != null) {
      response.setHeader("WWW-Authenticate", challenge);
    }
    try {
      ContainerErrors.write(problem, request, response);
    } catch (IOException e) {
      throw new AuthenticationException("the refusal could not be sent", e);
    }
    return AuthenticationStatus.SEND_FAILURE;
  }
}
