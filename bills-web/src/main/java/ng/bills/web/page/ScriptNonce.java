package ng.bills.web.page;

import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;
import java.util.Map;
import org.primefaces.context.PrimeFacesContext;

/**
 * Names in the policy the nonce that PrimeFaces gives the scripts of this page. It also turns
 * handlers of components ({@code onclick}) into such scripts, so that nothing stays inline.
 */
public class ScriptNonce implements PhaseListener {

  private static final long serialVersionUID = 1L;

  @Override
  public PhaseId getPhaseId() {
    return PhaseId.ANY_PHASE;
  }

  @Override
  public void afterPhase(PhaseEvent event) {
    FacesContext faces = event.getFacesContext();
    if (event.getPhaseId() == PhaseId.RESTORE_VIEW
        && faces.isPostback()
        && !faces.getPartialViewContext().isAjaxRequest()
        && faces.getViewRoot() != null) {
      Map<String, Object> view = faces.getViewRoot().getViewMap(false);
      if (view != null && view.get(NonceOfView.NAME) instanceof String nonce) {
        faces.getExternalContext().getRequestMap().put(NonceOfView.ATTRIBUTE, nonce);
      }
    }
  }

  @Override
  public void beforePhase(PhaseEvent event) {
    if (event.getPhaseId() != PhaseId.RENDER_RESPONSE) {
      return;
    }
    event
        .getFacesContext()
        .getExternalContext()
        .setResponseHeader(
            PageHeaders.CSP,
            PageHeaders.policy(PrimeFacesContext.getCspState(event.getFacesContext()).getNonce()));
  }
}
