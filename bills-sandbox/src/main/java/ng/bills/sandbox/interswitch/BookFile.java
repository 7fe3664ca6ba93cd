package ng.bills.sandbox.interswitch;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Lines of fields, appended and read back; a line that was not written whole is dropped. */
final class BookFile implements AutoCloseable {
  private final BufferedWriter writer;

  private BookFile(BufferedWriter writer) {
    this.writer = writer;
  }

  /**
   * @param replay is handed the fields of every whole line there is already
   */
  static BookFile open(Path directory, Consumer<String[]> replay) {
    try {
      Files.createDirectories(directory);
      Path book = directory.resolve("vends.tsv");
      if (Files.exists(book)) {
        long size = Files.size(book);
        long whole = 0;
        try (BufferedReader reader = Files.newBufferedReader(book, StandardCharsets.UTF_8)) {
          String line;
          while ((line = reader.readLine()) != null) {
            int length = line.getBytes(StandardCharsets.UTF_8).length + 1;
            if (whole + length > size) {
              break; // the process died while it wrote this line: its answer was never given
            }
            whole += length;
            replay.accept(line.split("\t", -1));
          }
        }
        try (var channel = Files.newByteChannel(book, StandardOpenOption.WRITE)) {
          channel.truncate(whole);
        }
      }
      return new BookFile(
          Files.newBufferedWriter(
              book, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the book of vends in " + directory, e);
    }
  }

  /** One line, handed to the operating system before the caller goes on. */
  synchronized void append(Object... fields) {
    try {
      for (int i = 0; i < fields.length; i++) {
        if (i > 0) {
          writer.write('\t');
        }
        writer.write(String.valueOf(fields[i]).replaceAll("[\\t\\r\\n]", " "));
      }
      writer.write('\n');
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the book of vends", e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the book of vends", e);
    }
  }
}
