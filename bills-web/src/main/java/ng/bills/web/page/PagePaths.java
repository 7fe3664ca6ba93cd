package ng.bills.web.page;

import jakarta.servlet.http.HttpServletRequest;

/** The address of a request as the container matched it, never as it was written. */
public final class PagePaths {

  /** Style sheets, scripts and pictures of the pages. */
  private static final String RESOURCES = "/jakarta.faces.resource/";

  private PagePaths() {}

  /** The whole path inside the application, decoded and normalised by the container. */
  public static String of(HttpServletRequest request) {
    String rest = request.getPathInfo();
    return rest == null ? request.getServletPath() : request.getServletPath() + rest;
  }

  /** Whether it is a part of a page that everybody may fetch. */
  public static boolean isResource(String path) {
    return path.startsWith(RESOURCES);
  }

  /** Whether it belongs to the console. */
  public static boolean isConsole(String path) {
    return path.equals("/console") || path.startsWith("/console/");
  }

  /** Whether it belongs to the pay page. */
  public static boolean isPay(String path) {
    return path.equals("/pay") || path.startsWith("/pay/");
  }
}
