package ng.bills.simulation.node;

import java.util.UUID;
import java.util.random.RandomGenerator;
import ng.bills.application.port.IdSource;
import ng.bills.simulation.course.Dice;

/** Identities from the seed. */
final class Ids implements IdSource {

  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final Dice dice;

  Ids(Dice dice) {
    this.dice = dice;
  }

  @Override
  public UUID newId() {
    return new UUID(random().nextLong(), random().nextLong());
  }

  @Override
  public byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random().nextBytes(bytes);
    return bytes;
  }

  @Override
  public String randomText(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(dice.between(0, LETTERS.length() - 1)));
    }
    return text.toString();
  }

  @Override
  public RandomGenerator random() {
    return dice.generator();
  }
}
