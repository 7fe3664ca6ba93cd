package ng.bills.web.api.security;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import ng.bills.application.partner.AuthenticatePartner;
import ng.bills.domain.partner.Partner;
import ng.bills.web.api.problem.ContainerErrors;
import ng.bills.web.api.problem.Correlation;
import ng.bills.web.api.problem.Problem;

/**
 * Lets partners in by the API key in {@code Authorization: Bearer}. Every address of the API that
 * is not known to be open needs a key; what lies outside the API is left alone. The deployment
 * descriptor puts it behind {@link ApiHygiene}, so that refusals carry its headers.
 */
public class ApiKeyFilter implements Filter {

  private static final System.Logger LOG = System.getLogger(ApiKeyFilter.class.getName());
  private static final String SCHEME = "Bearer ";

  @Inject private AuthenticatePartner authenticatePartner;
  @Inject private InstantSource clock;
  private KeyCache cache;

  @Override
  public void init(FilterConfig config) {
    cache = new KeyCache(clock);
  }

  @Override
  public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
      throws IOException, ServletException {
    if (!(in instanceof HttpServletRequest request)
        || !(out instanceof HttpServletResponse response)) {
      throw new ServletException("the API speaks HTTP only");
    }
    if (!ApiPaths.isApi(request.getServletPath())) {
      chain.doFilter(request, response);
      return;
    }
    if (ApiPaths.isOpen(request.getServletPath(), request.getPathInfo())) {
      chain.doFilter(new IdentifiedRequest(request, Optional.empty()), response);
      return;
    }
    String header = request.getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      refuse(Problem.unauthorized(), "Bearer realm=\"bills\"", request, response);
      return;
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
      ContainerErrors.write(Problem.unavailable(Optional.empty()), request, response);
      return;
    }
    if (partner.isEmpty()) {
      refuse(
          Problem.unauthorized(),
          "Bearer realm=\"bills\", error=\"invalid_token\"",
          request,
          response);
      return;
    }
    chain.doFilter(new IdentifiedRequest(request, partner), response);
  }

  private static void refuse(
      Problem problem, String challenge, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("WWW-Authenticate", challenge);
    ContainerErrors.write(problem, request, response);
  }
}
