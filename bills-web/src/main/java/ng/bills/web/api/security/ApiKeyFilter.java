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
import ng.bills.application.limit.LimitRequests;
import ng.bills.application.partner.AccessPolicy;
import ng.bills.application.partner.AuthenticatePartner;
import ng.bills.application.partner.KeyUses;
import ng.bills.web.api.problem.ContainerErrors;
import ng.bills.web.api.problem.Correlation;
import ng.bills.web.api.problem.Problem;

/**
 * Lets partners in by the API key in {@code Authorization: Bearer}. Every address of the API that
 * is not known to be open needs a key, and a key may ask only so often; what lies outside the API
 * is left alone. The deployment descriptor puts it behind {@link ApiHygiene}, so that refusals
 * carry its headers.
 */
public class ApiKeyFilter implements Filter {

  private static final System.Logger LOG = System.getLogger(ApiKeyFilter.class.getName());

  @Inject private AuthenticatePartner authenticatePartner;
  @Inject private KeyUses uses;
  @Inject private LimitRequests limits;
  @Inject private AccessPolicy policy;
  @Inject private InstantSource clock;
  private KeyGate gate;
  private RequestGate requests;

  @Override
  public void init(FilterConfig config) {
    gate = new KeyGate(authenticatePartner::byKey, uses::note, policy, clock);
    requests = new RequestGate(limits::count);
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
    KeyGate.Verdict verdict;
    Optional<Problem> tooMany = Optional.empty();
    try {
      verdict = gate.ask(request);
      if (verdict instanceof KeyGate.Admitted admitted) {
        tooMany = requests.count(admitted.key().id(), response);
      }
    } catch (RuntimeException e) {
      // alert: nobody can be let in
      LOG.log(
          System.Logger.Level.ERROR,
          "request " + Correlation.of(request) + ": keys or their limits cannot be looked up",
          e);
      response.setHeader("Retry-After", "5");
      ContainerErrors.write(Problem.unavailable(Optional.empty()), request, response);
      return;
    }
    if (verdict instanceof KeyGate.Refused refused) {
      refused.challenge().ifPresent(c -> response.setHeader("WWW-Authenticate", c));
      ContainerErrors.write(refused.problem(), request, response);
      RefusalLog.note(request, refused.problem().status(), Optional.empty());
      return;
    }
    KeyGate.Admitted admitted = (KeyGate.Admitted) verdict;
    if (tooMany.isPresent()) {
      ContainerErrors.write(tooMany.get(), request, response);
      return; // not one line for each: whoever hammers would fill the log
    }
    chain.doFilter(new IdentifiedRequest(request, Optional.of(admitted.key())), response);
    RefusalLog.note(request, response.getStatus(), Optional.of(admitted.key().id()));
  }
}
