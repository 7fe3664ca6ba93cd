package ng.bills.launcher.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import ng.bills.launcher.EmbeddedDatabase;
import ng.bills.launcher.LocalSystem;
import ng.bills.launcher.PayaraMicro;
import ng.bills.launcher.StartFailedException;

/**
 * Keeps server, broker and database running, each a process of its own: what has ended, by our hand
 * or by itself, is started again at once on the same data, as a service manager would. The log of
 * each run of the server is kept.
 */
final class Supervisor implements AutoCloseable {
  private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(90);

  private final LocalSystem system;
  private final Path logs;
  private final List<Thread> keepers = new ArrayList<>();
  private final Set<Part> struck = EnumSet.noneOf(Part.class);
  private final AtomicInteger serverStarts = new AtomicInteger();
  private final AtomicInteger endedByThemselves = new AtomicInteger();
  private volatile boolean closing;
  private volatile boolean killing;
  private volatile PayaraMicro server;
  private volatile BrokerProcess broker;
  private volatile EmbeddedDatabase database;

  /** One turn of a part's life, from start to end. */
  @FunctionalInterface
  private interface Life {
    void live() throws InterruptedException;
  }

  /**
   * @param system with everything but the application running; its broker is replaced
   * @param logs directory of the logs
   */
  Supervisor(LocalSystem system, Path logs) {
    this.system = system;
    this.logs = logs;
    this.database = system.database();
  }

  /** Starts the broker's own process and the server, and watches over all three from now on. */
  void start() {
    system.broker().close();
    keep(Part.BROKER, this::brokerLife);
    keep(Part.DATABASE, this::databaseLife);
    keep(Part.SERVER, this::serverLife);
  }

  /**
   * SIGKILL, to all processes of the part, and waits until they are gone.
   *
   * @return whether it was alive, so that the kill counts
   */
  boolean kill(Part part) {
    synchronized (struck) {
      struck.add(part);
    }
    boolean killed =
        switch (part) {
          case SERVER -> killed(server == null ? null : server.process());
          case BROKER -> killed(broker == null ? null : broker.process());
          case DATABASE -> killedDatabase();
        };
    if (!killed) {
      excused(part);
    }
    return killed;
  }

  private boolean killedDatabase() {
    killing = true; // it is not started before all of it is gone
    try {
      return database.kill();
    } finally {
      killing = false;
    }
  }

  private static boolean killed(Process process) {
    if (process == null || !process.isAlive()) {
      return false;
    }
    try {
      process.destroyForcibly().waitFor();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** The server that was started last; null before the first. */
  PayaraMicro server() {
    return server;
  }

  /** How often the server was started. */
  int serverStarts() {
    return serverStarts.get();
  }

  /** How often a part ended though nobody had killed it, such as a server without its database. */
  int endedByThemselves() {
    return endedByThemselves.get();
  }

  /** Asks the server for the stacks of its threads, which go to its log. */
  void dumpThreads() {
    if (server != null && server.isAlive()) {
      try {
        new ProcessBuilder("kill", "-QUIT", Long.toString(server.pid())).start().waitFor();
      } catch (IOException e) {
        System.out.println("  no stacks: " + e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void serverLife() throws InterruptedException {
    int number = serverStarts.incrementAndGet();
    PayaraMicro started = system.startApplication();
    server = started;
    try {
      started.process().waitFor();
    } finally {
      move(started.log(), logs.resolve(String.format("server-%04d.log", number)));
    }
    ended(Part.SERVER);
  }

  private void brokerLife() throws InterruptedException {
    BrokerProcess started =
        BrokerProcess.start(
            system.options().home().resolve("broker"),
            system.options().brokerPort(),
            logs.resolve("broker.log"));
    broker = started;
    if (!started.awaitUp(BROKER_TIMEOUT) && started.process().isAlive()) {
      throw new StartFailedException("The broker was not up after " + BROKER_TIMEOUT);
    }
    started.process().waitFor();
    ended(Part.BROKER);
  }

  private void databaseLife() throws InterruptedException {
    if (!killing && !database.isAlive()) {
      database =
          EmbeddedDatabase.start(
              system.options().home().resolve("database"), system.options().databasePort());
    }
    while (killing || database.isAlive()) {
      if (closing) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    ended(Part.DATABASE);
  }

  private void ended(Part part) {
    if (!excused(part) && !closing) {
      endedByThemselves.incrementAndGet();
    }
  }

  private boolean excused(Part part) {
    synchronized (struck) {
      return struck.remove(part);
    }
  }

  private void keep(Part part, Life life) {
    Thread keeper =
        new Thread(
            () -> {
              while (!closing) {
                try {
                  life.live();
                } catch (RuntimeException e) {
                  // killed while it started, or it needs what does not run yet: again
                  if (!excused(part) && !closing) {
                    System.out.println("  " + part.word() + ": " + e.getMessage());
                  }
                  LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                } catch (InterruptedException e) {
                  return; // closing
                }
              }
            },
            "keeps the " + part.word());
    keeper.setDaemon(true);
    keepers.add(keeper);
    keeper.start();
  }

  private static void move(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      if (Files.exists(from)) {
        Files.move(from, to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep the log " + from, e);
    }
  }

  /** Ends everything at once, for a run that is broken off. */
  void abandon() {
    closing = true;
    for (Part part : Part.values()) {
      kill(part);
    }
  }

  /** Stops the server and the broker in order; the system stops the rest. */
  @Override
  public void close() {
    closing = true;
    if (server != null) {
      server.stop();
    }
    if (broker != null) {
      broker.stop();
    }
    keepers.forEach(Thread::interrupt);
    for (Thread keeper : keepers) {
      try {
        keeper.join(TimeUnit.SECONDS.toMillis(100));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
