package ng.bills.infrastructure.command;

/** What a command reads. */
final class Environment {

  private Environment() {}

  static String required(String name) {
    String value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is not set");
    }
    return value;
  }
}
