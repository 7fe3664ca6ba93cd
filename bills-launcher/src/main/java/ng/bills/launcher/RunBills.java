package ng.bills.launcher;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code ./mvnw -Prun}: starts everything in the foreground, says where it is and how to make a
 * first payment, and stops it in order on Ctrl-C. What it stored is there at the next start.
 */
public final class RunBills {
  private static final Duration READY_TIMEOUT = Duration.ofMinutes(3);
  private static final String HTTP_PORT = "BILLS_HTTP_PORT";

  private final PrintStream out;
  private final long began = System.nanoTime();
  private final AtomicBoolean closed = new AtomicBoolean();
  private LocalSystem system;

  private RunBills(PrintStream out) {
    this.out = out;
  }

  /**
   * @param arguments none
   */
  public static void main(String[] arguments) {
    LauncherLog.quiet();
    RunBills run = new RunBills(System.out);
    Runtime.getRuntime().addShutdownHook(new Thread(run::stop, "stop"));
    try {
      run.start();
      run.awaitEnd();
    } catch (StartFailedException e) {
      run.out.println();
      run.out.println("  " + e.getMessage());
      System.exit(1);
    }
  }

  private void start() {
    out.println();
    out.println("Starting Bills (Ctrl-C stops it)");
    Path home = Path.of(System.getProperty("bills.home", ".bills"));
    int httpPort = Setting.port(HTTP_PORT, 8080);
    if (!Ports.isFree(httpPort)) {
      throw new StartFailedException(
          "Port "
              + httpPort
              + " is taken: set "
              + HTTP_PORT
              + " to a free one, e.g. "
              + HTTP_PORT
              + "=8088 ./mvnw -Prun");
    }
    LocalSystem.Options options =
        new LocalSystem.Options(
            Path.of(System.getProperty("bills.system", "bills-launcher/target/system")),
            home,
            httpPort,
            Ports.preferably(Setting.port("BILLS_DEV_DB_PORT", 15432)),
            Ports.preferably(Setting.port("BILLS_DEV_JMS_PORT", 15616)),
            SandboxDefaults.forDevelopment(),
            Map.of(),
            List.of());
    LocalSystem started = LocalSystem.start(options, this::progress);
    synchronized (this) {
      system = started;
    }
    progress("starting Payara Micro with the application on port " + httpPort + " (about 20 s)");
    started.startApplication().awaitReady(READY_TIMEOUT);
    progress("ready");
    out.println();
    out.println(
        Welcome.text(started, started.developmentApiKey(), started.firstAdministratorLink()));
  }

  /** Returns when the application's process ends by itself, which it should not. */
  private void awaitEnd() {
    try {
      int code = system.application().process().waitFor();
      if (!closed.get()) {
        throw new StartFailedException(
            "The application ended by itself with " + code + "; see " + system.application().log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop() {
    LocalSystem running;
    synchronized (this) {
      running = system;
    }
    if (!closed.compareAndSet(false, true) || running == null) {
      return;
    }
    out.println();
    progress("stopping the application, the sandbox, the broker and the database");
    running.close();
    progress("stopped; the data is kept");
    out.flush();
  }

  private void progress(String step) {
    out.printf("  %5.1f s  %s%n", (System.nanoTime() - began) / 1e9, step);
    out.flush();
  }
}
