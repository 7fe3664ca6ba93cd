package ng.bills.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What can be seen in the pages as they are written: every form that changes something bears its
 * proof, and nothing is written that the policy for content would refuse.
 */
class PageSourceTest {

  private static final Path PAGES = Path.of("src/main/webapp");
  private static final Pattern FORM = Pattern.compile("(?s)<form\\b([^>]*)>(.*?)</form>");
  private static final Pattern INLINE =
      Pattern.compile(
          "(?i)<script(?![^>]*\\bsrc=)|<style\\b|\\sstyle=\"|\\son[a-z]+=\"|javascript:");

  private interface Look {
    void at(String name, String page);
  }

  private static void each(Look look) throws IOException {
    try (Stream<Path> files = Files.walk(PAGES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".xhtml")).toList()) {
        look.at(PAGES.relativize(file).toString(), Files.readString(file));
      }
    }
  }

  @Test
  void givenPlainForms_whenTheyPost_thenTheyBearTheTokenAndWhenTheyAskTheyDoNot()
      throws IOException {
    List<String> faults = new ArrayList<>();
    List<String> posts = new ArrayList<>();
    each(
        (name, page) -> {
          Matcher form = FORM.matcher(page);
          while (form.find()) {
            boolean post = form.group(1).contains("method=\"post\"");
            boolean get = form.group(1).contains("method=\"get\"");
            boolean token = form.group(2).contains("<b:formToken/>");
            if (post == get || post != token) {
              faults.add(name + ":" + form.group(1).strip());
            }
            if (post) {
              posts.add(name);
            }
          }
        });
    assertThat(faults).as("a token in an address would stand in logs").isEmpty();
    assertThat(posts).contains("WEB-INF/pay/review.xhtml", "console/payment.xhtml");
  }

  @Test
  void givenPages_whenWritten_thenNothingInlineIsInThem() throws IOException {
    List<String> inline = new ArrayList<>();
    each(
        (name, page) -> {
          Matcher found = INLINE.matcher(page);
          while (found.find()) {
            inline.add(name + ": " + found.group());
          }
        });
    assertThat(inline).isEmpty();
  }

  @Test
  void givenLinksToElsewhere_whenFollowed_thenTheyDoNotSayWhereOneWas() throws IOException {
    List<String> telling = new ArrayList<>();
    each(
        (name, page) -> {
          Matcher link =
              Pattern.compile("<a\\b[^>]*href=\"#\\{pay\\.\\w*(?:Url|goOn|Page)}\"[^>]*>")
                  .matcher(page);
          while (link.find()) {
            if (!link.group().contains("rel=\"noreferrer\"")) {
              telling.add(name + ": " + link.group());
            }
          }
        });
    assertThat(telling).isEmpty();
  }
}
