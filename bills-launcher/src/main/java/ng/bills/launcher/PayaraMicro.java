package ng.bills.launcher;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Payara Micro as a process of its own, with the WAR beside the resource adapter, listening on
 * 127.0.0.1 and nowhere else: no cluster port, no admin, no JMX.
 *
 * <p>On Unix the process ignores the terminal's Ctrl-C, so that whoever started it can stop it
 * first and its database last. SIGTERM ends it in order, SIGKILL is what the crash tests use.
 */
public final class PayaraMicro implements AutoCloseable {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Process process;
  private final Settings settings;
  private final HttpClient http =
      // by default it asks for HTTP/2 over clear text, and a server that is still deploying then
      // leaves the whole connection without answers
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private PayaraMicro(Process process, Settings settings) {
    this.process = process;
    this.settings = settings;
  }

  /**
   * What to run, where.
   *
   * @param system directory with payara-micro.jar, bills.war and bills-jms.rar
   * @param directory where the unpacked server, its command files and its log live
   * @param httpPort TCP port on 127.0.0.1
   * @param environment settings of the application by their environment names, added to this
   *     process's environment
   * @param jvmOptions further options of the server's JVM
   */
  public record Settings(
      Path system,
      Path directory,
      int httpPort,
      Map<String, String> environment,
      List<String> jvmOptions) {
    /** Copies the collections and makes the paths absolute. */
    public Settings {
      system = system.toAbsolutePath().normalize();
      directory = directory.toAbsolutePath().normalize();
      environment = Map.copyOf(environment);
      jvmOptions = List.copyOf(jvmOptions);
    }

    Path log() {
      return directory.resolve("payara-micro.log");
    }
  }

  /**
   * Starts the process and returns at once; {@link #awaitReady} waits for the application.
   *
   * @param settings what to run
   * @return the starting server
   */
  public static PayaraMicro start(Settings settings) {
    try {
      Files.createDirectories(settings.directory());
      Path unpacked = settings.directory().resolve("unpacked");
      // a used one still names the applications: the server would load them, then deploy them again
      EmbeddedDatabase.delete(unpacked);
      Path preboot = Files.writeString(settings.directory().resolve("preboot.asadmin"), PREBOOT);
      List<String> command = new ArrayList<>();
      if (File.separatorChar == '/') {
        // an ignored SIGINT stays ignored across exec, and the JVM respects that
        command.addAll(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "payara-micro"));
      }
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(
          List.of(
              "-Xmx1g",
              // a run lasts minutes: the second compiler would take a core from it and never pay
              // back; without it the JVM keeps too little room for code (docs/figures.md)
              "-XX:TieredStopAtLevel=1",
              "-XX:ReservedCodeCacheSize=256m",
              "-XX:+UseParallelGC",
              "-XX:+ExitOnOutOfMemoryError",
              "-Djava.net.preferIPv4Stack=true",
              // a provider's proxy may drop idle connections silently; by default 20 minutes
              "-Djdk.httpclient.keepalive.timeout=30",
              // on two cores the JDK otherwise starts a thread for each asynchronous answer
              "-Djava.util.concurrent.ForkJoinPool.common.parallelism=4",
              // otherwise looked up in all jars for each part of a mail
              "-Djakarta.mail.util.StreamProvider=org.eclipse.angus.mail.util.MailStreamProvider"));
      command.addAll(settings.jvmOptions());
      command.addAll(
          List.of(
              "-jar",
              settings.system().resolve("payara-micro.jar").toString(),
              "--unpackdir",
              unpacked.toString(),
              "--nohazelcast",
              "--disablephonehome",
              "--port",
              Integer.toString(settings.httpPort()),
              "--prebootcommandfile",
              preboot.toString(),
              "--deploy",
              settings.system().resolve("bills-jms.rar").toString(),
              "--deploy",
              settings.system().resolve("bills.war").toString(),
              "--contextroot",
              "/"));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(settings.directory().toFile())
              .redirectErrorStream(true)
              .redirectOutput(settings.log().toFile());
      builder
          .environment()
          .put(
              "BILLS_EXIT_ON_FAILURE",
              "true"); // end, instead of staying up without the application
      builder.environment().putAll(settings.environment());
      return new PayaraMicro(builder.start(), settings);
    } catch (IOException e) {
      throw new StartFailedException("Payara Micro cannot be run: " + e.getMessage(), e);
    }
  }

  private static final String PREBOOT =
      "set configs.config.server-config.network-config.network-listeners.network-listener"
          + ".http-listener.address=127.0.0.1\n"
          // otherwise it refuses TRACE itself and takes its body for the next request
          + "set configs.config.server-config.network-config.protocols.protocol.http-listener.http"
          + ".trace-enabled=true\n"
          // otherwise it looks every two seconds whether the application was changed
          + "set configs.config.server-config.admin-service.das-config.dynamic-reload-enabled=false\n";

  /**
   * Waits until the readiness check and the API itself answer 200.
   *
   * @param timeout how long at most
   * @return this
   * @throws StartFailedException when the process ends, the deployment fails or the time is up; the
   *     message is the line of the log that matters
   */
  public PayaraMicro awaitReady(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      if (!process.isAlive()) {
        throw new StartFailedException(
            StartupLog.reason(settings.log(), "Payara Micro ended with " + process.exitValue()));
      }
      if (StartupLog.deploymentFailed(settings.log())) {
        pause(); // the line with the cause comes last
        throw new StartFailedException(
            StartupLog.reason(settings.log(), "The application was not deployed"));
      }
      // health is up a moment before the context is mapped, so the API is asked as well
      if (answers("/health/ready") && answers("/api/v1/health")) {
        return this;
      }
      if (System.nanoTime() > deadline) {
        throw new StartFailedException(
            StartupLog.reason(
                settings.log(),
                "The application was not ready after " + timeout.toSeconds() + " s"));
      }
      pause();
    }
  }

  /**
   * @return base address of the application, without a slash at the end
   */
  public String url() {
    return "http://127.0.0.1:" + settings.httpPort();
  }

  /**
   * @return operating system's id of the server process
   */
  public long pid() {
    return process.pid();
  }

  /**
   * @return whether the process runs
   */
  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * @return the process, for whoever wants to be told when it ends
   */
  public Process process() {
    return process;
  }

  /**
   * @return what the server printed since it was started last
   */
  public Path log() {
    return settings.log();
  }

  /** SIGKILL, and waits until the process is gone: the server gets no chance to tidy up. */
  public void kill() {
    process.destroyForcibly();
    await(STOP_TIMEOUT);
  }

  /** SIGTERM, and waits; SIGKILL when it has not ended after 30 s. */
  public void stop() {
    process.destroy();
    if (!await(STOP_TIMEOUT)) {
      kill();
    }
  }

  /** As {@link #stop()}. */
  @Override
  public void close() {
    stop();
  }

  private boolean await(Duration timeout) {
    try {
      return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void pause() {
    try {
      process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailedException("Interrupted while Payara Micro was starting", e);
    }
  }

  private boolean answers(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url() + path))
              .timeout(Duration.ofSeconds(5))
              .GET()
              .build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailedException("Interrupted while Payara Micro was starting", e);
    }
  }
}
