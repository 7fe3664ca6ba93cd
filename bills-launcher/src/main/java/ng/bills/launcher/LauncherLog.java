package ng.bills.launcher;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the libraries inside the launcher quiet: warnings only, so that the screen shows the
 * progress.
 */
final class LauncherLog {
  // strong references: java.util.logging forgets the level of a logger nobody holds
  private static final Logger ROOT = Logger.getLogger("");

  private LauncherLog() {}

  static void quiet() {
    ROOT.setLevel(Level.WARNING);
  }
}
