package ng.bills.web.page;

import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;
import org.primefaces.context.PrimeFacesContext;

/**
 * Names in the policy the nonce that PrimeFaces gives the scripts of this page. It also turns
 * handlers of components ({@code onclick}) into such scripts, so that nothing stays inline.
 */
public class ScriptNonce implements PhaseListener {

  private static final long serialVersionUID = 1L;

  @Override
  public PhaseId getPhaseId() {
    return PhaseId.RENDER_RESPONSE;
  }

  @Override
  public void beforePhase(PhaseEvent event) {
    event
        .getFacesContext()
        .getExternalContext()
        .setResponseHeader(
            PageHeaders.CSP,
            PageHeaders.policy(PrimeFacesContext.getCspState(event.getFacesContext()).getNonce()));
  }
}
