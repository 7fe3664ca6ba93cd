package ng.bills.web.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.CRC32;

/** A word that changes when a style sheet or script of ours does, for their addresses. */
@Named("pageVersion")
@ApplicationScoped
public class PageVersion {

  private static final List<String> FILES = List.of("bills.css", "bills.js", "pay.js");

  private String value;

  protected PageVersion() {}

  /** Reads the files once. */
  @Inject
  public PageVersion(ServletContext context) {
    CRC32 sum = new CRC32();
    for (String file : FILES) {
      try (InputStream in = context.getResourceAsStream("/resources/bills/" + file)) {
        if (in != null) {
          sum.update(in.readAllBytes());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    value = Long.toHexString(sum.getValue());
  }

  public String getValue() {
    return value;
  }
}
