package ng.bills.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code ./mvnw -Psurroundings}: database, broker and sandbox without the application, in the
 * foreground, with the settings that lead an application to them written to {@code
 * surroundings.env}. For running a server by hand or from an IDE, and for trying the deployment
 * scripts.
 */
public final class RunSurroundings {
  private RunSurroundings() {}

  /**
   * @param arguments none
   */
  public static void main(String[] arguments) {
    LauncherLog.quiet();
    Path home = Path.of(System.getProperty("bills.home", ".bills"));
    try {
      LocalSystem system =
          LocalSystem.start(
              new LocalSystem.Options(
                  Path.of(System.getProperty("bills.system", "bills-launcher/target/system")),
                  home,
                  Setting.port("BILLS_HTTP_PORT", 8080),
                  Ports.preferably(Setting.port("BILLS_DEV_DB_PORT", 15432)),
                  Ports.preferably(Setting.port("BILLS_DEV_JMS_PORT", 15616)),
                  SandboxDefaults.forDevelopment(),
                  Map.of(),
                  List.of()),
              step -> System.out.println("  " + step));
      Runtime.getRuntime().addShutdownHook(new Thread(system::close, "stop"));
      Path file = home.resolve(EnvironmentFile.NAME);
      EnvironmentFile.write(file, new TreeMap<>(system.environment()));
      System.out.println(
          "Ready; the application's settings are in " + file + " (set -a; . that file; set +a)");
      Thread.currentThread().join();
    } catch (StartFailedException e) {
      System.out.println(e.getMessage());
      System.exit(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
