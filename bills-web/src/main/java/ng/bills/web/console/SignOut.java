package ng.bills.web.console;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import ng.bills.application.staff.KeepSession;

/** Ends the session of who asks; the browser forgets what it kept of us. */
@WebServlet(name = "sign-out", urlPatterns = "/console/sign-out")
public class SignOut extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient KeepSession keepSession;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    SessionCookie.read(request).ifPresent(keepSession::signOut);
    SessionCookie.end(request, response);
    response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", request.getContextPath() + ConsolePage.SIGN_IN.path());
  }
}
