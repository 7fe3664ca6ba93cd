package ng.bills.web.api.docs;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import ng.bills.web.api.problem.ContainerErrors;
import ng.bills.web.api.problem.Problem;

/**
 * The page to try the API, the OpenAPI document it is made from, the same as a Postman collection,
 * and the sandbox's magic accounts. It serves the few files listed here and nothing else; the rest
 * of the Swagger UI package stays unreachable.
 *
 * <p>{@code /openapi} is served here too: the server's own MicroProfile OpenAPI writes version 3.0
 * and stands back where an application has a servlet of that address.
 */
@WebServlet(
    name = "docs",
    urlPatterns = {"/api/docs", "/api/docs/*", "/openapi", "/openapi/*", "/webjars/*"})
public class DocsServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final String OURS = "/ng/bills/web/api/docs/";
  private static final String OPENAPI = OURS + "openapi.yaml";
  private static final String COLLECTION = OURS + "bills.postman_collection.json";
  private static final String SWAGGER_VERSION =
      "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  /** Scripts and pictures from here only; Swagger UI sets styles in the page. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private record Page(String type, String resource) {}

  private final transient Map<String, Page> pages = pages();

  private static Map<String, Page> pages() {
    String swagger = "/META-INF/resources/webjars/swagger-ui/" + swaggerVersion() + "/";
    return Map.of(
        "/index.html", new Page("text/html", OURS + "index.html"),
        "/sandbox", new Page("text/html", OURS + "sandbox.html"),
        "/docs.css", new Page("text/css", OURS + "docs.css"),
        "/docs.js", new Page("text/javascript", OURS + "docs.js"),
        "/bills.postman_collection.json", new Page("application/json", COLLECTION),
        "/openapi.yaml", new Page("application/yaml", OPENAPI),
        "/swagger-ui.css", new Page("text/css", swagger + "swagger-ui.css"),
        "/swagger-ui-bundle.js", new Page("text/javascript", swagger + "swagger-ui-bundle.js"));
  }

  private static String swaggerVersion() {
    try (InputStream in = DocsServlet.class.getResourceAsStream(SWAGGER_VERSION)) {
      if (in == null) {
        throw new IllegalStateException("Swagger UI is not in the archive");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new IllegalStateException("Swagger UI cannot be read", e);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    if (request.getServletPath().equals("/openapi") && path == null) {
      send(pages.get("/openapi.yaml"), response);
      return;
    }
    if (!request.getServletPath().equals("/api/docs")) {
      ContainerErrors.write(Problem.ofStatus(404), request, response);
      return;
    }
    if (path == null) {
      // the page names its files relative to itself
      response.sendRedirect(request.getContextPath() + "/api/docs/");
      return;
    }
    Page page = pages.get(path.equals("/") ? "/index.html" : path);
    if (page == null) {
      ContainerErrors.write(Problem.ofStatus(404), request, response);
      return;
    }
    send(page, response);
  }

  private static void send(Page page, HttpServletResponse response) throws IOException {
    try (InputStream in = DocsServlet.class.getResourceAsStream(page.resource())) {
      if (in == null) {
        throw new IllegalStateException(page.resource() + " is not in the archive");
      }
      response.setContentType(page.type());
      response.setCharacterEncoding("UTF-8");
      response.setHeader("Content-Security-Policy", POLICY);
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setHeader("Cache-Control", "no-cache");
      in.transferTo(response.getOutputStream());
    }
  }
}
