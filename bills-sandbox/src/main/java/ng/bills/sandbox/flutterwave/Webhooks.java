package ng.bills.sandbox.flutterwave;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import ng.bills.sandbox.flutterwave.FlutterwaveSettings.WebhookScheme;

/**
 * Sends events, one after the other and outside the requests that cause them. An event can be sent
 * several times, held back and let go in reverse, sent again, and forged. An answer other than 200
 * is a failed delivery; it is not tried again by itself, as when the switch in the dashboard is
 * off. Thread safe.
 */
public final class Webhooks implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int BOUND = 2_000;

  /** How a forged event lies. */
  public enum Forgery {
    /** The proof is of another secret. */
    WRONG_HASH,
    /** There is no proof at all. */
    NO_HASH,
    /** The proof is empty. */
    EMPTY_HASH,
    /** The body was changed after it was signed; nobody can tell with {@code verif-hash}. */
    TAMPERED,
    /** Half of the body. */
    TRUNCATED
  }

  /**
   * One event as it was sent.
   *
   * @param headers besides the content type
   * @param status HTTP status of the answer; 0 when there was none, -1 while it is awaited or held
   */
  public record Delivery(
      long number,
      URI url,
      String reference,
      Map<String, String> headers,
      String body,
      int status) {
    /** Without the hash and the body. */
    @Override
    public String toString() {
      return "Delivery[" + number + ", " + reference + ", " + status + "]";
    }
  }

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread sender = new Thread(task, "flutterwave-webhooks");
            sender.setDaemon(true);
            return sender;
          });
  private final String hash;
  private final Runnable changed;
  private final List<Delivery> log = new ArrayList<>();
  private final List<Delivery> held = new ArrayList<>();
  private long numbers;
  private Optional<URI> url;
  private WebhookScheme scheme;
  private int copies = 1;
  private boolean holding;
  private boolean bareFailures = true;

  Webhooks(FlutterwaveSettings settings, Runnable changed) {
    this.hash = settings.webhookHash();
    this.url = settings.webhookUrl();
    this.scheme = settings.webhookScheme();
    this.changed = changed;
  }

  /** Where events go from now on. */
  public synchronized void url(URI address) {
    url = Optional.of(address);
  }

  public synchronized void none() {
    url = Optional.empty();
  }

  public synchronized Optional<URI> url() {
    return url;
  }

  public synchronized void scheme(WebhookScheme value) {
    scheme = value;
  }

  public synchronized WebhookScheme scheme() {
    return scheme;
  }

  /** How often every event is sent from now on. */
  public synchronized void copies(int times) {
    if (times < 0 || times > 100) {
      throw new IllegalArgumentException("copies must be 0 to 100");
    }
    copies = times;
  }

  public synchronized int copies() {
    return copies;
  }

  /**
   * Whether an event of a failure names nothing, as the documented sample does; else it names the
   * bill.
   */
  public synchronized void bareFailures(boolean bare) {
    bareFailures = bare;
  }

  public synchronized boolean bareFailures() {
    return bareFailures;
  }

  /** Events are kept back until {@link #release}. */
  public synchronized void hold() {
    holding = true;
  }

  public synchronized boolean holding() {
    return holding;
  }

  /** Sends what was held back, the last event first when asked to, and holds no more. */
  public synchronized int release(boolean reversed) {
    holding = false;
    List<Delivery> due = new ArrayList<>(held);
    held.clear();
    if (reversed) {
      Collections.reverse(due);
    }
    due.forEach(this::send);
    return due.size();
  }

  /** Sends again what was sent about this reference, so many times, as it was. */
  public synchronized int replay(String reference, int times) {
    List<Delivery> before = log.stream().filter(d -> d.reference().equals(reference)).toList();
    for (int i = 0; i < times; i++) {
      before.forEach(d -> send(numbered(d.url(), reference, d.headers(), d.body())));
    }
    return before.size() * times;
  }

  /** Sends a lie with this body to the configured address. */
  public synchronized void forge(Forgery how, String reference, String body) {
    URI target =
        url.orElseThrow(() -> new IllegalStateException("there is no address for webhooks"));
    Map<String, String> proof =
        switch (how) {
          case NO_HASH -> Map.of();
          case EMPTY_HASH -> Map.of(header(), "");
          case WRONG_HASH -> proof(hash + "-not", body);
          case TAMPERED, TRUNCATED -> proof(hash, body);
        };
    String sent =
        switch (how) {
          case TAMPERED -> body.replace("\"fail\"", "\"success\"") + " ";
          case TRUNCATED -> body.substring(0, body.length() / 2);
          default -> body;
        };
    send(numbered(target, reference, proof, sent));
  }

  /** What was sent, oldest first; bounded. */
  public synchronized List<Delivery> log() {
    return List.copyOf(log);
  }

  /** What is held back. */
  public synchronized List<Delivery> held() {
    return List.copyOf(held);
  }

  /** Tells what became of a bill; nothing while it is pending. */
  void tell(Bill bill) {
    if (bill.status() == VendStatus.PENDING) {
      return;
    }
    synchronized (this) {
      Optional<URI> target = bill.callback.isEmpty() ? url : Optional.of(URI.create(bill.callback));
      if (target.isEmpty()) {
        return;
      }
      String body = BillAnswers.event(bill, bareFailures);
      for (int i = 0; i < copies; i++) {
        Delivery delivery = numbered(target.get(), bill.reference, proof(hash, body), body);
        if (holding) {
          held.add(delivery);
        } else {
          send(delivery);
        }
      }
    }
  }

  private Delivery numbered(URI to, String reference, Map<String, String> headers, String body) {
    return new Delivery(++numbers, to, reference, headers, body, -1);
  }

  private Map<String, String> proof(String secret, String body) {
    return Map.of(header(), scheme == WebhookScheme.VERIF_HASH ? secret : signature(secret, body));
  }

  private String header() {
    return scheme == WebhookScheme.VERIF_HASH ? "verif-hash" : "flutterwave-signature";
  }

  private static String signature(String secret, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private void send(Delivery delivery) {
    if (log.size() == BOUND) {
      log.remove(0);
    }
    log.add(delivery);
    thread.execute(() -> deliver(delivery));
  }

  private void deliver(Delivery delivery) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(delivery.url())
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(delivery.body()));
    delivery.headers().forEach(request::header);
    int status = 0;
    try {
      status = http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      status = 0; // nobody there: told in the log
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    answered(delivery, status);
  }

  private void answered(Delivery delivery, int status) {
    synchronized (this) {
      int at = log.indexOf(delivery);
      if (at >= 0) {
        log.set(
            at,
            new Delivery(
                delivery.number(),
                delivery.url(),
                delivery.reference(),
                delivery.headers(),
                delivery.body(),
                status));
      }
    }
    changed.run();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      thread.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
