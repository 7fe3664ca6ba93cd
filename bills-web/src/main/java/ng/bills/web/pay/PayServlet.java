package ng.bills.web.pay;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ng.bills.domain.pay.PageSecret;

/**
 * The addresses of the pay page. What is not here does not exist. Forms from elsewhere were refused
 * before ({@code OwnForms}), and a ticket opens only for the browser it was given to.
 */
@WebServlet(
    name = "pay",
    urlPatterns = {"/pay", "/pay/*"})
public class PayServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Pattern PAYMENT = Pattern.compile("/p/([A-Za-z0-9_-]{43})/([a-z.]*)");

  @Inject private transient BillDesk bills;
  @Inject private transient PaymentDesk payments;

  /** For the container. */
  public PayServlet() {}

  PayServlet(BillDesk bills, PaymentDesk payments) {
    this.bills = bills;
    this.payments = payments;
  }

  private record Asked(PageSecret secret, String what) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    hide(response);
    String path = Optional.ofNullable(request.getPathInfo()).orElse("");
    if (path.isEmpty()) {
      String query = request.getQueryString();
      PageAnswers.see("/pay/" + (query == null ? "" : "?" + query), request, response);
    } else if (path.equals("/")) {
      bills.open(request, response);
    } else if (path.equals("/review") || path.equals("/confirm") || path.equals("/change")) {
      // somebody reloads an answer, or changes language on it: what was typed is gone
      PageAnswers.see("/pay/", request, response);
    } else {
      Optional<Asked> asked = asked(path);
      String what = asked.map(Asked::what).orElse("none");
      switch (what) {
        case "" -> payments.show(asked.get().secret(), request, response);
        case "status" -> payments.glance(asked.get().secret(), response);
        case "qr.svg" -> payments.qrCode(asked.get().secret(), response);
        case "receipt" -> payments.receipt(asked.get().secret(), false, request, response);
        case "receipt.pdf" -> payments.receipt(asked.get().secret(), true, request, response);
        case "cancel", "wallet" ->
            PageAnswers.see(PaymentDesk.path(asked.get().secret()), request, response);
        default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
      }
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    hide(response);
    String path = Optional.ofNullable(request.getPathInfo()).orElse("");
    switch (path) {
      case "/review" -> bills.review(request, response);
      case "/check" -> bills.check(request, response);
      case "/change" -> bills.change(request, response);
      case "/confirm" -> bills.confirm(request, response);
      default -> {
        Optional<Asked> asked = asked(path);
        String what = asked.map(Asked::what).orElse("none");
        if (what.equals("cancel")) {
          payments.cancel(asked.get().secret(), request, response);
        } else if (what.equals("wallet")) {
          payments.wallet(asked.get().secret(), request, response);
        } else {
          response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
      }
    }
  }

  /**
   * The address may open a payment. Not even to ourselves the browser says it with each style sheet
   * and picture, where logs would keep it; a form still says which site it comes from.
   */
  private static void hide(HttpServletResponse response) {
    response.setHeader("Referrer-Policy", "strict-origin");
  }

  private static Optional<Asked> asked(String path) {
    Matcher form = PAYMENT.matcher(path);
    return form.matches()
        ? PageSecret.read(form.group(1)).map(secret -> new Asked(secret, form.group(2)))
        : Optional.empty();
  }
}
