package ng.bills.application.staff.port;

import java.util.List;

/** Knows which passwords others try first. Asks nobody outside. */
public interface PasswordGuessing {

  /**
   * Whether a password would soon be guessed.
   *
   * @param ownWords name and e-mail address of the person, which are guessed too
   */
  boolean isSoonGuessed(String password, List<String> ownWords);
}
