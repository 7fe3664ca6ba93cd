package ng.bills.launcher;

/**
 * Settings of the launcher itself: a system property, else the environment variable of the same
 * name.
 */
final class Setting {
  private Setting() {}

  static String text(String name, String otherwise) {
    String value = System.getProperty(name, System.getenv(name));
    return value == null || value.isBlank() ? otherwise : value.strip();
  }

  static int port(String name, int otherwise) {
    String text = text(name, Integer.toString(otherwise));
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new StartFailedException(name + " must be a port number from 1 to 65535", e);
    }
    throw new StartFailedException(name + " must be a port number from 1 to 65535");
  }
}
