package ng.bills.sandbox.flutterwave;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Lines of fields in a file, each handed to the operating system before the caller goes on. */
final class BookFile implements AutoCloseable {
  private final BufferedWriter writer;

  /**
   * @param replay told every whole line that was there; half a line is cut off: its answer was
   *     never given
   */
  BookFile(Path directory, Consumer<String[]> replay) {
    try {
      Files.createDirectories(directory);
      Path book = directory.resolve("bills.tsv");
      if (Files.exists(book)) {
        long whole = 0;
        try (BufferedReader reader = Files.newBufferedReader(book, StandardCharsets.UTF_8)) {
          String line;
          while ((line = reader.readLine()) != null) {
            int length = line.getBytes(StandardCharsets.UTF_8).length + 1;
            if (whole + length > Files.size(book)) {
              break;
            }
            whole += length;
            replay.accept(line.split("\t", -1));
          }
        }
        try (SeekableByteChannel channel = Files.newByteChannel(book, StandardOpenOption.WRITE)) {
          channel.truncate(whole);
        }
      }
      writer =
          Files.newBufferedWriter(
              book, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the book of bills in " + directory, e);
    }
  }

  synchronized void append(Object... fields) {
    try {
      for (int i = 0; i < fields.length; i++) {
        writer.write(i > 0 ? "\t" : "");
        writer.write(String.valueOf(fields[i]).replaceAll("[\t\r\n]", " "));
      }
      writer.write('\n');
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the book of bills", e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the book of bills", e);
    }
  }
}
