package ng.bills.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Settings as lines a shell can read, in a file only its owner can. */
final class EnvironmentFile {
  /** Beside the data of the system: what the commands in {@code deploy/} need to reach it. */
  static final String NAME = "surroundings.env";

  private EnvironmentFile() {}

  static void write(Path file, Map<String, String> settings) {
    StringBuilder lines = new StringBuilder();
    settings.forEach(
        (name, value) ->
            lines.append(name).append("='").append(value.replace("'", "'\\''")).append("'\n"));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, lines);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StartFailedException("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
