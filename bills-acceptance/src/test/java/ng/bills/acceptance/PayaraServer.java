package ng.bills.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Payara Server in a domain of its own, run by the very script of the deployment guide. */
final class PayaraServer implements AutoCloseable {
  private static final int TIMEOUT_MINUTES = 5;

  private final Path script;
  private final Path log;
  private final Map<String, String> environment;

  /**
   * @param script deploy/payara-server.sh
   * @param log where its output goes
   * @param environment of the script: PAYARA_…, BILLS_HTTP_PORT and the application's settings
   */
  PayaraServer(Path script, Path log, Map<String, String> environment) {
    this.script = script.toAbsolutePath().normalize();
    this.log = log;
    this.environment = Map.copyOf(environment);
  }

  /** Makes the domain, starts it and deploys the adapter and the application. */
  void start(Path rar, Path ear) {
    run("create");
    run("start");
    run(
        "deploy",
        rar.toAbsolutePath().normalize().toString(),
        ear.toAbsolutePath().normalize().toString());
  }

  @Override
  public void close() {
    run("stop");
  }

  private void run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            command + " did not end within " + TIMEOUT_MINUTES + " min");
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            String.join(" ", arguments)
                + " ended with "
                + process.exitValue()
                + ":\n"
                + Files.readString(log));
      }
    } catch (IOException e) {
      throw new IllegalStateException("Cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while running " + command, e);
    }
  }
}
