package ng.bills.web.pay;

import jakarta.json.JsonObject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import ng.bills.web.api.json.JsonAnswer;
import ng.bills.web.text.PayTexts;

/** Sends what the pay page answers: pages, redirections, pictures, files. */
final class PageAnswers {

  /** What a page shows, in its expressions. */
  static final String SHOWN = "pay";

  private static final String PAGES = "/WEB-INF/pay/";
  private static final int UNPROCESSABLE = 422;
  private static final int TOO_MANY = 429;
  private static final int MINUTE_SECONDS = 60;

  private PageAnswers() {}

  static void page(
      String name, Object shown, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.setAttribute(SHOWN, shown);
    request.getRequestDispatcher(PAGES + name + ".xhtml").forward(request, response);
  }

  /** The form once more, with what is wrong with it. */
  static void form(ChoosePage page, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (page.getFaults().isAny()) {
      response.setStatus(UNPROCESSABLE);
    }
    page("choose", page, request, response);
  }

  static void notice(
      int status, String key, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    notice(status, key, Optional.of("/pay/"), request, response);
  }

  static void notice(
      int status,
      String key,
      Optional<String> goOn,
      HttpServletRequest request,
      HttpServletResponse response)
      throws ServletException, IOException {
    response.setStatus(status);
    PayTexts texts = PayTexts.of(request);
    page(
        "notice",
        new NoticePage(
            key,
            texts.text("notice." + key),
            texts.text("notice." + key + ".story"),
            goOn,
            key.equals("moment") ? 1 : 0),
        request,
        response);
  }

  static void tooMany(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    response.setIntHeader("Retry-After", MINUTE_SECONDS);
    notice(TOO_MANY, "tooMany", request, response);
  }

  /** To be fetched anew, so that a reload sends no form again. */
  static void see(String path, HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", request.getContextPath() + path);
  }

  static void json(JsonObject json, HttpServletResponse response) throws IOException {
    bytes("application/json", JsonAnswer.of(json).bytes(), response);
  }

  static void bytes(String type, byte[] body, HttpServletResponse response) throws IOException {
    response.setContentType(type);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
