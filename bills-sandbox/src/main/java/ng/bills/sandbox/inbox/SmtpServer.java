package ng.bills.sandbox.inbox;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ng.bills.sandbox.fault.Faults;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;

/**
 * An SMTP server on 127.0.0.1: the minimum of RFC 5321 (EHLO, HELO, MAIL, RCPT, DATA, RSET, NOOP,
 * VRFY, QUIT) with PIPELINING, 8BITMIME and SIZE, and AUTH PLAIN and LOGIN that take any password.
 *
 * <p>Every command passes the fault rules as a request with the method {@code SMTP} and the path
 * {@code /connect}, {@code /mail}, {@code /rcpt}, {@code /data} (the word) or {@code /message} (its
 * content, after the final dot); the status of the answer is the SMTP reply code, no answer closes
 * the connection.
 */
final class SmtpServer implements AutoCloseable {
  /** Takes a mail; the envelope's sender and recipients, and the content as sent. */
  @FunctionalInterface
  interface Recipient {
    void receive(String envelopeFrom, List<String> envelopeTo, byte[] content);
  }

  private static final Logger LOG = System.getLogger(SmtpServer.class.getName());
  private static final int LONGEST_LINE = 4_096;
  private static final int LARGEST_MAIL = 10_000_000;
  private static final int MOST_RECIPIENTS = 100;
  private static final int SILENCE_MILLIS = 300_000;
  private static final Pattern PATH = Pattern.compile("(?i)(?:FROM|TO):\\s*<([^<>]*)>.*");
  private static final byte[] NOTHING = new byte[0];

  private final ServerSocket listener;
  private final ExecutorService threads;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Faults faults;
  private final Recipient recipient;
  private final AtomicLong commands = new AtomicLong();

  SmtpServer(int port, Faults faults, Recipient recipient) {
    this.faults = faults;
    this.recipient = recipient;
    try {
      listener = new ServerSocket(port, 128, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen for mail on 127.0.0.1:" + port + ": " + e.getMessage(), e);
    }
    threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "smtp");
              thread.setDaemon(true);
              return thread;
            });
  }

  void start() {
    threads.execute(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the mail port did not close", e);
    }
    open.forEach(SmtpServer::shut);
    threads.shutdownNow();
    try {
      threads.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        threads.execute(() -> talk(socket));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          LOG.log(Level.WARNING, "a mail connection could not be accepted", e);
        }
      }
    }
  }

  private static void shut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a mail connection did not close", e);
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(SILENCE_MILLIS);
      new Session(
              new BufferedInputStream(socket.getInputStream()),
              new BufferedOutputStream(socket.getOutputStream()))
          .run();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the mail client went away: {0}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.log(Level.ERROR, "a mail session failed", e);
    } finally {
      open.remove(socket);
    }
  }

  /** One connection. */
  private final class Session {
    private final InputStream in;
    private final OutputStream out;
    private boolean greeted;
    private String from;
    private final List<String> to = new ArrayList<>();

    Session(InputStream in, OutputStream out) {
      this.in = in;
      this.out = out;
    }

    void run() throws Exception {
      if (!reply("/connect", NOTHING, () -> "220 sandbox ESMTP")) {
        return;
      }
      String line;
      while ((line = readLine()) != null) {
        String verb = line.split("\\s", 2)[0].toUpperCase(Locale.ROOT);
        String rest = line.length() > verb.length() ? line.substring(verb.length() + 1).trim() : "";
        if (!handle(verb, rest)) {
          return;
        }
      }
    }

    /** False ends the connection. */
    private boolean handle(String verb, String rest) throws Exception {
      return switch (verb) {
        case "EHLO" -> {
          greeted = true;
          reset();
          yield say(
              "250-sandbox\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-AUTH PLAIN LOGIN\r\n250 SIZE "
                  + LARGEST_MAIL);
        }
        case "HELO" -> {
          greeted = true;
          reset();
          yield say("250 sandbox");
        }
        case "AUTH" -> authenticate(rest);
        case "MAIL" -> reply("/mail", bytes(rest), () -> mail(rest));
        case "RCPT" -> reply("/rcpt", bytes(rest), () -> rcpt(rest));
        case "DATA" -> data();
        case "RSET" -> {
          reset();
          yield say("250 OK");
        }
        case "NOOP" -> say("250 OK");
        case "VRFY" -> say("252 send some mail, it will be tried");
        case "QUIT" -> {
          say("221 bye");
          yield false;
        }
        default -> say("500 command not recognised");
      };
    }

    private boolean authenticate(String rest) throws IOException {
      String mechanism = rest.toUpperCase(Locale.ROOT);
      if (mechanism.startsWith("PLAIN")) {
        if (mechanism.equals("PLAIN")) {
          say("334 ");
          readLine();
        }
        return say("235 authenticated");
      }
      if (mechanism.startsWith("LOGIN")) {
        if (mechanism.equals("LOGIN")) {
          say("334 VXNlcm5hbWU6");
          readLine();
        }
        say("334 UGFzc3dvcmQ6");
        readLine();
        return say("235 authenticated");
      }
      return say("504 mechanism not supported");
    }

    private String mail(String rest) {
      Matcher path = PATH.matcher(rest);
      if (!greeted) {
        return "503 say EHLO first";
      }
      if (from != null) {
        return "503 a sender was given already";
      }
      if (!path.matches() || !rest.regionMatches(true, 0, "FROM:", 0, 5)) {
        return "501 MAIL FROM:<address>";
      }
      from = path.group(1);
      return "250 OK";
    }

    private String rcpt(String rest) {
      Matcher path = PATH.matcher(rest);
      if (from == null) {
        return "503 MAIL first";
      }
      if (!path.matches() || !rest.regionMatches(true, 0, "TO:", 0, 3) || path.group(1).isEmpty()) {
        return "501 RCPT TO:<address>";
      }
      if (to.size() == MOST_RECIPIENTS) {
        return "452 too many recipients";
      }
      to.add(path.group(1));
      return "250 OK";
    }

    private boolean data() throws Exception {
      if (to.isEmpty()) {
        return say("503 RCPT first");
      }
      boolean[] asked = {false};
      boolean goesOn =
          reply(
              "/data",
              NOTHING,
              () -> {
                asked[0] = true;
                return "354 end with <CRLF>.<CRLF>";
              });
      if (!goesOn || !asked[0]) {
        return goesOn;
      }
      byte[] content = readMail();
      if (content == null) {
        reset();
        return say("552 the mail is larger than " + LARGEST_MAIL + " bytes");
      }
      String envelopeFrom = from;
      List<String> envelopeTo = List.copyOf(to);
      reset();
      return reply(
          "/message",
          content,
          () -> {
            recipient.receive(envelopeFrom, envelopeTo, content);
            return "250 OK";
          });
    }

    private void reset() {
      from = null;
      to.clear();
    }

    /** Lets the fault rules have a look, then does the work and answers. */
    private boolean reply(String path, byte[] body, java.util.function.Supplier<String> work)
        throws Exception {
      Request request =
          new Request(
              commands.incrementAndGet(),
              Instant.now(),
              "SMTP",
              path,
              "",
              Map.of(),
              Map.of(),
              body);
      Response response =
          faults.handle(
              request,
              same -> {
                String line = work.get();
                return Response.text(
                    Integer.parseInt(line.substring(0, 3)), "text/plain", line.substring(4));
              });
      if (response.status() == 0) {
        return false;
      }
      String text = new String(response.body(), StandardCharsets.UTF_8).replaceAll("\\s+", " ");
      boolean goesOn = response.status() != 421; // 421 says that the channel closes
      return say(response.status() + " " + (text.isBlank() ? "by a fault rule" : text)) && goesOn;
    }

    private boolean say(String reply) throws IOException {
      out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      return true;
    }

    private String readLine() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      int b;
      while ((b = in.read()) >= 0) {
        if (b == '\n') {
          return line.toString(StandardCharsets.UTF_8).stripTrailing();
        }
        if (line.size() == LONGEST_LINE) {
          throw new IOException("a command longer than " + LONGEST_LINE + " bytes");
        }
        line.write(b);
      }
      return null;
    }

    /** Up to the line with the single dot, dots unstuffed; null when it is too large. */
    private byte[] readMail() throws IOException {
      ByteArrayOutputStream mail = new ByteArrayOutputStream();
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      boolean tooLarge = false;
      int b;
      while ((b = in.read()) >= 0) {
        if (b != '\n') {
          line.write(b);
          tooLarge |= line.size() > LARGEST_MAIL;
          if (tooLarge) {
            line.reset();
          }
          continue;
        }
        byte[] raw = line.toByteArray();
        line.reset();
        int length = raw.length > 0 && raw[raw.length - 1] == '\r' ? raw.length - 1 : raw.length;
        if (length == 1 && raw[0] == '.') {
          return tooLarge ? null : mail.toByteArray();
        }
        int start = length > 0 && raw[0] == '.' ? 1 : 0;
        tooLarge |= mail.size() + length > LARGEST_MAIL;
        if (!tooLarge) {
          mail.write(raw, start, length - start);
          mail.write('\r');
          mail.write('\n');
        }
      }
      throw new IOException("the connection ended inside a mail");
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
