package ng.bills.sandbox.http;

import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One answer, and how it is to be put on the wire. Immutable. */
public final class Response {
  /**
   * Writes a body of unknown length; it is sent chunked, flush it whenever the client should see
   * something.
   */
  @FunctionalInterface
  public interface Stream {
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  private final int status;
  private final String contentType;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Stream stream;
  private final Wire wire;

  /**
   * How the answer travels: {@code cutAfter} is the number of body bytes sent before the connection
   * is cut, negative for all of them.
   */
  private record Wire(
      boolean unanswered,
      long delayMillis,
      int trickleBytes,
      long tricklePauseMillis,
      int cutAfter) {
    static final Wire PLAIN = new Wire(false, 0, 0, 0, -1);
  }

  private Response(
      int status,
      String contentType,
      Map<String, String> headers,
      byte[] body,
      Stream stream,
      Wire wire) {
    this.status = status;
    this.contentType = contentType;
    this.headers = headers;
    this.body = body;
    this.stream = stream;
    this.wire = wire;
  }

  public static Response bytes(int status, String contentType, byte[] body) {
    return new Response(status, contentType, Map.of(), body.clone(), null, Wire.PLAIN);
  }

  public static Response text(int status, String contentType, String body) {
    return bytes(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  public static Response html(int status, String body) {
    return text(status, "text/html; charset=utf-8", body);
  }

  public static Response json(int status, JsonValue body) {
    return text(status, "application/json", body.toString());
  }

  public static Response empty(int status) {
    return new Response(status, null, Map.of(), new byte[0], null, Wire.PLAIN);
  }

  public static Response stream(int status, String contentType, Stream stream) {
    return new Response(status, contentType, Map.of(), null, stream, Wire.PLAIN);
  }

  /** No answer at all: the connection is closed. */
  public static Response unanswered() {
    return new Response(0, null, Map.of(), new byte[0], null, new Wire(true, 0, 0, 0, -1));
  }

  public Response withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, contentType, more, body, stream, wire);
  }

  public Response withStatus(int other) {
    return new Response(other, contentType, headers, body, stream, wire);
  }

  /**
   * The same answer with the stream's output going through a wrapper; other bodies are left alone.
   */
  public Response withStreamThrough(UnaryOperator<OutputStream> wrapper) {
    if (stream == null) {
      return this;
    }
    Stream inner = stream;
    return new Response(
        status, contentType, headers, body, out -> inner.write(wrapper.apply(out)), wire);
  }

  /** The same answer with another body. */
  public Response withBody(String text) {
    return new Response(
        status, contentType, headers, text.getBytes(StandardCharsets.UTF_8), null, wire);
  }

  /** Wait before the first byte. */
  public Response delayed(Duration delay) {
    return new Response(
        status,
        contentType,
        headers,
        body,
        stream,
        new Wire(
            wire.unanswered,
            delay.toMillis(),
            wire.trickleBytes,
            wire.tricklePauseMillis,
            wire.cutAfter));
  }

  /** Send the body in pieces with a pause before each. */
  public Response trickled(int bytesAtOnce, Duration pause) {
    return new Response(
        status,
        contentType,
        headers,
        body,
        stream,
        new Wire(
            wire.unanswered,
            wire.delayMillis,
            Math.max(1, bytesAtOnce),
            pause.toMillis(),
            wire.cutAfter));
  }

  /** Announce the whole body, send only its first bytes, then close the connection. */
  public Response cutAfter(int bytesSent) {
    return new Response(
        status,
        contentType,
        headers,
        body,
        stream,
        new Wire(
            wire.unanswered,
            wire.delayMillis,
            wire.trickleBytes,
            wire.tricklePauseMillis,
            bytesSent));
  }

  /** HTTP status; 0 when the connection is closed without an answer. */
  public int status() {
    return status;
  }

  public String contentType() {
    return contentType;
  }

  public Map<String, String> headers() {
    return Map.copyOf(headers);
  }

  /** The body; empty for a stream. */
  public byte[] body() {
    return body == null ? new byte[0] : body.clone();
  }

  void send(com.sun.net.httpserver.HttpExchange exchange) throws IOException, InterruptedException {
    if (wire.delayMillis > 0) {
      Thread.sleep(wire.delayMillis);
    }
    if (wire.unanswered) {
      return; // the caller closes the exchange, which closes the connection
    }
    if (contentType != null) {
      exchange.getResponseHeaders().set("Content-Type", contentType);
    }
    headers.forEach(exchange.getResponseHeaders()::set);
    if (stream != null) {
      exchange.sendResponseHeaders(status, 0);
      OutputStream out = exchange.getResponseBody();
      try {
        stream.write(out);
        out.close();
      } catch (EndOfStreamException e) {
        out.close();
      } catch (IOException | InterruptedException e) {
        // closing the exchange would end the chunks properly; a body that breaks must look broken
        exchange.setStreams(null, new Broken());
        throw e;
      }
      return;
    }
    if (body.length == 0) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length);
    OutputStream out = exchange.getResponseBody();
    int end = wire.cutAfter < 0 ? body.length : Math.min(wire.cutAfter, body.length);
    int step = wire.trickleBytes > 0 ? wire.trickleBytes : Math.max(1, end);
    for (int from = 0; from < end; from += step) {
      if (wire.trickleBytes > 0) {
        Thread.sleep(wire.tricklePauseMillis);
      }
      out.write(body, from, Math.min(step, end - from));
      out.flush();
    }
    if (end == body.length) {
      out.close();
    } else {
      out.flush();
    }
  }

  /** Thrown by a stream, or by what it goes through, to end the body properly before its time. */
  public static final class EndOfStreamException extends IOException {
    private static final long serialVersionUID = 1L;

    public EndOfStreamException(String why) {
      super(why);
    }
  }

  /** Refuses to be closed, which makes the server drop the connection. */
  private static final class Broken extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("the body broke off");
    }

    @Override
    public void close() throws IOException {
      throw new IOException("the body broke off");
    }
  }
}
