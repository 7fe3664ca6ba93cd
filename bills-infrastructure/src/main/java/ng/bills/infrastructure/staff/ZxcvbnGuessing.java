package ng.bills.infrastructure.staff;

import com.nulabinc.zxcvbn.Zxcvbn;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import ng.bills.application.staff.port.PasswordGuessing;

/**
 * Guesses as zxcvbn does: the 30,000 most common leaked passwords, names and words, with the usual
 * changes of letters, repeats, sequences and keyboard patterns, and the person's own words. What it
 * finds in fewer than 10^8 guesses is soon guessed.
 */
@ApplicationScoped
public class ZxcvbnGuessing implements PasswordGuessing {

  private static final double SOON = 1e8;

  /** Beyond that its work grows, and there is nothing more to find. */
  private static final int LOOKED_AT = 64;

  private static final int SHORTEST_WORD = 3;
  private static final int REST = 5;

  /** Words of our trade and product (ASVS 6.1.2; docs/deploy.md lists them). */
  private static final List<String> OUR_WORDS =
      List.of("bills", "naira", "cngn", "console", "stellar", "vtpass", "flutterwave", "nigeria");

  private final Zxcvbn zxcvbn = new Zxcvbn();

  @Override
  public boolean isSoonGuessed(String password, List<String> ownWords) {
    List<String> words = new ArrayList<>(OUR_WORDS);
    ownWords.forEach(
        text ->
            Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .forEach(words::add));
    if (isMadeOf(words, password)) {
      return true;
    }
    String looked = password.length() > LOOKED_AT ? password.substring(0, LOOKED_AT) : password;
    return zxcvbn.measure(looked, words).getGuesses() < SOON;
  }

  /** Whether it has some of these words, and little is left without them. */
  private static boolean isMadeOf(List<String> words, String password) {
    String whole = password.toLowerCase(Locale.ROOT);
    String rest = whole;
    for (String word : words) {
      rest = rest.replace(word, "");
    }
    return !rest.equals(whole) && rest.replaceAll("[^\\p{L}\\p{N}]", "").length() < REST;
  }
}
