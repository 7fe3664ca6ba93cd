package ng.bills.acceptance;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import ng.bills.web.api.fuzz.FuzzRequest;

/** One connection over which any bytes can be sent, also such as no HTTP client would. */
final class PlainConnection implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final int port;
  private Socket socket;
  private InputStream in;

  PlainConnection(int port) {
    this.port = port;
  }

  /**
   * An answer as it came.
   *
   * @param headers by their names in lower case
   */
  record Answer(int status, Map<String, String> headers, String body) {}

  /**
   * Sends a request and reads the answer to it.
   *
   * @throws IOException when none came
   */
  Answer send(FuzzRequest request) throws IOException {
    boolean reused = socket != null;
    try {
      return once(request);
    } catch (IOException e) {
      close();
      if (!reused) {
        throw e;
      }
      return once(request); // the server may have closed it while it was idle
    }
  }

  private Answer once(FuzzRequest request) throws IOException {
    if (socket == null) {
      socket = new Socket("127.0.0.1", port);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
    }
    IOException unsent = null;
    try {
      socket.getOutputStream().write(bytes(request));
    } catch (IOException e) {
      unsent = e; // it may have answered before it read all
    }
    try {
      Answer answer = read(request.method().equals("HEAD"));
      Answers.note(
          request.method(),
          request.target(),
          answer.status(),
          answer.headers() + "\n" + answer.body());
      if (unsent != null || !request.sound() || closes(answer)) {
        close();
      }
      return answer;
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private static boolean closes(Answer answer) {
    return answer.headers().getOrDefault("connection", "").equalsIgnoreCase("close");
  }

  private byte[] bytes(FuzzRequest request) throws IOException {
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
    head.append("Host: 127.0.0.1:").append(port).append("\r\n");
    request
        .headers()
        .forEach(h -> head.append(h.getKey()).append(": ").append(h.getValue()).append("\r\n"));
    byte[] body = request.body();
    if (body != null) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    if (!request.sound()) {
      head.append("Connection: close\r\n");
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    if (body != null) {
      all.write(body);
    }
    return all.toByteArray();
  }

  private Answer read(boolean withoutBody) throws IOException {
    while (true) {
      String[] line = line().split(" ", 3);
      if (line.length < 2 || !line[0].startsWith("HTTP/1.") || !line[1].matches("\\d{3}")) {
        throw new IOException("no status line");
      }
      int status = Integer.parseInt(line[1]);
      Map<String, String> headers = new HashMap<>();
      for (String header = line(); !header.isEmpty(); header = line()) {
        int colon = header.indexOf(':');
        headers.put(
            header.substring(0, colon).toLowerCase(Locale.ROOT),
            header.substring(colon + 1).strip());
      }
      if (status < 200) {
        continue; // the answer proper follows
      }
      byte[] body = withoutBody || status == 204 || status == 304 ? new byte[0] : body(headers);
      return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
    }
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if (headers.containsKey("content-length")) {
      int length = Integer.parseInt(headers.get("content-length"));
      byte[] body = in.readNBytes(length);
      if (body.length < length) {
        throw new EOFException("the body was cut off");
      }
      return body;
    }
    if (!"chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return in.readAllBytes();
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = size(); size > 0; size = size()) {
      body.write(in.readNBytes(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int size() throws IOException {
    return Integer.parseInt(line().strip(), 16);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection was closed");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
