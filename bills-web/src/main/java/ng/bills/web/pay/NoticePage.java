package ng.bills.web.pay;

import java.util.Optional;

/**
 * A page that only says something.
 *
 * @param key its texts: {@code notice.<key>} and {@code notice.<key>.story}
 * @param heading in a few words
 * @param story in a sentence
 * @param goOn where one may go on
 * @param reloadSeconds after how many seconds it goes there by itself; 0 for not
 */
public record NoticePage(
    String key, String heading, String story, Optional<String> goOn, int reloadSeconds) {

  public String getHeading() {
    return heading;
  }

  public String getStory() {
    return story;
  }

  public String getGoOn() {
    return goOn.orElse("");
  }

  /** Whether where one goes on is a page of ours. */
  public boolean isHere() {
    return goOn.filter(address -> address.startsWith("/")).isPresent();
  }

  public int getReloadSeconds() {
    return reloadSeconds;
  }

  /** Without the address: it may hold a secret. */
  @Override
  public String toString() {
    return "NoticePage " + key;
  }
}
