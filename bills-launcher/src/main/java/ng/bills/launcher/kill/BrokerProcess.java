package ng.bills.launcher.kill;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import ng.bills.launcher.EmbeddedBroker;
import ng.bills.launcher.StartFailedException;

/**
 * The broker in a process of its own, so that it can be killed. It ends with whoever started it.
 */
final class BrokerProcess {
  private final Process process;
  private final int port;

  private BrokerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * The process itself: runs the broker until its standard input ends.
   *
   * @param arguments directory and port
   */
  public static void main(String[] arguments) throws IOException {
    // it would write down each message, and take more of the machine for it than for the message
    Logger.getLogger("").setLevel(Level.WARNING);
    EmbeddedBroker broker =
        EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    while (System.in.read() >= 0) {
      continue; // nothing is ever sent: the end of the stream is the end of the launcher
    }
    broker.close();
    System.exit(0);
  }

  /**
   * Starts the process and returns at once.
   *
   * @param directory with the journal
   * @param port on 127.0.0.1
   * @param log appended to
   */
  static BrokerProcess start(Path directory, int port, Path log) {
    try {
      Files.createDirectories(log.getParent());
      Process process =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-Xmx192m",
                      "-XX:TieredStopAtLevel=1",
                      "-XX:+UseSerialGC",
                      "-classpath",
                      System.getProperty("java.class.path"),
                      BrokerProcess.class.getName(),
                      directory.toString(),
                      Integer.toString(port)))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
              .start();
      return new BrokerProcess(process, port);
    } catch (IOException e) {
      throw new StartFailedException("The broker cannot be run: " + e.getMessage(), e);
    }
  }

  /** Waits until it takes connections, or has ended. */
  boolean awaitUp(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return socket.isConnected();
      } catch (IOException e) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50)); // not listening yet
      }
    }
    return false;
  }

  Process process() {
    return process;
  }

  /** Ends it in order. */
  void stop() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
