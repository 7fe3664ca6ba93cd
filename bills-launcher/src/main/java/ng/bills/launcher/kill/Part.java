package ng.bills.launcher.kill;

import java.util.Locale;

/** What can be killed. */
enum Part {
  SERVER,
  BROKER,
  DATABASE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
