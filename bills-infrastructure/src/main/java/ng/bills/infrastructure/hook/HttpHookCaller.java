package ng.bills.infrastructure.hook;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import ng.bills.application.hook.port.HookCaller;
import ng.bills.domain.hook.HookUrl;
import ng.bills.infrastructure.outside.OutsideCalls;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Calls endpoints by Apache's client, which lets us look names up ourselves: the JDK's would look
 * them up again after we had checked them. No proxy, no redirect, no cookie, no repetition, no
 * connection used twice.
 */
public final class HttpHookCaller implements HookCaller, AutoCloseable {

  private static final int ANSWER_BYTES = 2_048;
  private static final int ANSWER_CHARACTERS = 500;
  private static final int CONNECTIONS = 200;

  private final HookSettings settings;
  private final OutsideCalls guard;
  private final CheckedNames publicNames;
  private final CheckedNames namesHere;
  private final CloseableHttpClient secure;
  private final CloseableHttpClient plain;
  private final ScheduledThreadPoolExecutor deadlines;

  public HttpHookCaller(HookSettings settings, OutsideCalls guard) {
    this(settings, guard, InetAddress::getAllByName);
  }

  HttpHookCaller(HookSettings settings, OutsideCalls guard, CheckedNames.Lookup lookup) {
    this.settings = settings;
    this.guard = guard;
    Predicate<InetAddress> here = address -> settings.loopback() && address.isLoopbackAddress();
    publicNames = new CheckedNames(lookup, here.or(PublicAddresses::isPublic));
    namesHere = new CheckedNames(lookup, here);
    secure = client(publicNames);
    plain = client(namesHere);
    deadlines =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "webhook-deadlines");
              thread.setDaemon(true);
              return thread;
            });
    deadlines.setRemoveOnCancelPolicy(true);
  }

  private CloseableHttpClient client(CheckedNames names) {
    Timeout whole = Timeout.of(settings.whole());
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(settings.connect()))
                        .setSocketTimeout(whole)
                        .build())
                .build())
        .setRoutePlanner(new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE))
        .setConnectionReuseStrategy((request, response, context) -> false)
        .setUserAgent("Bills-Webhooks/1")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }

  @Override
  public Optional<String> refusal(HookUrl url) {
    if (!url.isHttps() && !settings.loopback()) {
      return Optional.of("must begin with https://");
    }
    guard.mayCall("a look at a webhook endpoint's name");
    try {
      names(url).resolve(address(url).getHost());
      return Optional.empty();
    } catch (CheckedNames.RefusedException e) {
      return Optional.of(
          url.isHttps()
              ? "must lead to public addresses only"
              : "may begin with http:// on this machine only");
    } catch (UnknownHostException e) {
      return Optional.of("has a host that cannot be found");
    }
  }

  private static URI address(HookUrl url) throws UnknownHostException {
    try {
      URI address = new URI(url.value());
      if (address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // as good as a host that does not exist
    }
    throw new UnknownHostException("no host");
  }

  private CheckedNames names(HookUrl url) {
    return url.isHttps() ? publicNames : namesHere;
  }

  @Override
  public Answer call(Call call) {
    guard.mayCall("a webhook");
    if (!call.url().isHttps() && !settings.loopback()) {
      return Answer.none("only https is called");
    }
    try {
      return post(call, address(call.url()));
    } catch (IOException e) {
      return Answer.none(what(e));
    }
  }

  private Answer post(Call call, URI address) throws IOException {
    HttpPost request = new HttpPost(address);
    request.setHeader("webhook-id", call.id().toString());
    request.setHeader("webhook-timestamp", Long.toString(call.at().getEpochSecond()));
    request.setHeader(
        "webhook-signature", HookSigner.sign(call.secrets(), call.id(), call.at(), call.body()));
    request.setEntity(
        new StringEntity(
            call.body(), ContentType.create("application/json", StandardCharsets.UTF_8)));
    // the client's own limits begin anew with every piece that arrives
    ScheduledFuture<?> deadline =
        deadlines.schedule(request::cancel, settings.whole().toMillis(), TimeUnit.MILLISECONDS);
    CloseableHttpClient client = call.url().isHttps() ? secure : plain;
    try {
      ClassicHttpResponse response = client.executeOpen(HttpHost.create(address), request, null);
      Answer answer = read(response);
      hangUp(request, response);
      return answer;
    } catch (IOException e) {
      if (request.isCancelled()) {
        return Answer.none("timeout");
      }
      throw e;
    } finally {
      deadline.cancel(false);
    }
  }

  /** Without reading the rest of a long answer, as closing alone would. */
  private static void hangUp(HttpPost request, ClassicHttpResponse response) {
    request.cancel();
    try {
      response.close();
    } catch (IOException e) {
      // what was cancelled cannot be closed in order; we have what we wanted
    }
  }

  private static Answer read(ClassicHttpResponse response) {
    int status = response.getCode();
    Optional<String> error =
        status >= 200 && status < 300
            ? Optional.empty()
            : Optional.of(status >= 300 && status < 400 ? "redirects are not followed" : "refused");
    return new Answer(Optional.of(status), error, body(response), retryAfter(response));
  }

  /** For the log only: the status alone decides, so what cannot be read is left out. */
  private static Optional<String> body(ClassicHttpResponse response) {
    if (response.getEntity() == null) {
      return Optional.empty();
    }
    try {
      InputStream in = response.getEntity().getContent();
      String text = new String(in.readNBytes(ANSWER_BYTES), StandardCharsets.UTF_8);
      return Optional.of(withoutSecrets(text)).filter(t -> !t.isBlank());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Printable, short, and without what an endpoint may repeat of our headers. */
  static String withoutSecrets(String text) {
    String clean =
        text.replaceAll("[\\p{Cntrl}\\uFFFD]+", " ")
            .replaceAll("whsec_[A-Za-z0-9+/=]*", "***")
            .replaceAll("v1a?,[A-Za-z0-9+/=]{16,}", "***");
    return clean.length() > ANSWER_CHARACTERS ? clean.substring(0, ANSWER_CHARACTERS) : clean;
  }

  private static Optional<Duration> retryAfter(ClassicHttpResponse response) {
    Header header = response.getFirstHeader("Retry-After");
    return Optional.ofNullable(header == null ? null : header.getValue())
        .filter(v -> v.matches("\\d{1,6}"))
        .map(v -> Duration.ofSeconds(Long.parseLong(v)));
  }

  /** In our words: the exception's may name addresses and repeat what they sent. */
  private static String what(Exception e) {
    if (e instanceof CheckedNames.RefusedException) {
      return "the address is not a public one";
    }
    if (e instanceof UnknownHostException) {
      return "the host cannot be found";
    }
    if (e instanceof ConnectTimeoutException) {
      return "connect timeout";
    }
    if (e instanceof ConnectException) {
      return "no connection";
    }
    if (e instanceof SocketTimeoutException) {
      return "timeout";
    }
    if (e instanceof SSLException) {
      return "TLS failed (" + e.getClass().getSimpleName() + ")";
    }
    return "connection broke (" + e.getClass().getSimpleName() + ")";
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
    secure.close(CloseMode.IMMEDIATE);
    plain.close(CloseMode.IMMEDIATE);
  }
}
