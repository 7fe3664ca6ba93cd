package ng.bills.sandbox.horizon;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import ng.bills.sandbox.fault.Effect;
import ng.bills.sandbox.fault.Fault;
import ng.bills.sandbox.fault.Faults;
import ng.bills.sandbox.horizon.Pictures.Shape;
import ng.bills.sandbox.horizon.ResultCodes.Verdict;
import ng.bills.sandbox.horizon.StellarNetwork.Status;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Response;

/**
 * The ways a Horizon goes wrong. On {@code POST /transactions}: {@code timeout504-applied}, {@code
 * timeout504-queued}, {@code timeout504-lost}, {@code reset-before}, {@code reset-after-apply},
 * {@code badseq-though-applied}, {@code late-inclusion} ({@code ledgers}), {@code drop}, {@code
 * result} ({@code code}). On reads: {@code poison-record} ({@code kind} of unknown-type,
 * missing-field, huge; {@code index}; {@code field}), {@code cursor-ignored}, {@code elder-jump}
 * ({@code ledger}), {@code lag} ({@code ledgers}), {@code problem} ({@code status}, {@code type},
 * {@code retryAfter}). On streams: {@code sse-duplicate}, {@code sse-out-of-order-on-reconnect},
 * {@code sse-error-event} ({@code after}), {@code sse-cut-mid-event} ({@code after}), {@code
 * sse-silence} ({@code after}).
 */
final class HorizonFaults {
  private static final int HUGE = 5_000_000;

  private final StellarNetwork network;
  private final HorizonSurface surface;
  private final HorizonSettings settings;

  private HorizonFaults(StellarNetwork network, HorizonSurface surface, HorizonSettings settings) {
    this.network = network;
    this.surface = surface;
    this.settings = settings;
  }

  /** What happens to a submitted transaction before the answer is spoiled. */
  @FunctionalInterface
  private interface Submitting {
    Response answer(Envelope envelope, Fault fault) throws InterruptedException;
  }

  static void register(
      Faults faults, StellarNetwork network, HorizonSurface surface, HorizonSettings settings) {
    HorizonFaults horizon = new HorizonFaults(network, surface, settings);
    faults
        .register("timeout504-applied", horizon.submitting(horizon::timeoutApplied))
        .register("timeout504-queued", horizon.submitting(horizon::timeoutQueued))
        .register(
            "timeout504-lost", horizon.submitting((envelope, fault) -> surface.timeout(envelope)))
        .register("late-inclusion", horizon.submitting(horizon::late))
        .register("drop", horizon.submitting(horizon::drop))
        .register("badseq-though-applied", horizon.submitting(horizon::badSequence))
        .register(
            "result",
            horizon.submitting(
                (envelope, fault) ->
                    surface.failed(envelope, Verdict.of(fault.text("code", "tx_internal_error")))))
        .register("reset-before", (request, fault, next) -> Response.unanswered())
        .register(
            "reset-after-apply",
            (request, fault, next) -> {
              next.handle(request);
              return Response.unanswered();
            })
        .register("problem", (request, fault, next) -> problem(fault))
        .register("poison-record", (request, fault, next) -> poison(next.handle(request), fault))
        .register(
            "cursor-ignored",
            (request, fault, next) ->
                next.handle(request.withRawQuery(HorizonSurface.dropCursor(request.rawQuery()))))
        .register(
            "elder-jump",
            (request, fault, next) -> {
              network.elder((int) fault.number("ledger", network.core()));
              return next.handle(request);
            })
        .register(
            "lag",
            (request, fault, next) -> {
              network.lag((int) fault.number("ledgers", 3));
              return next.handle(request);
            })
        .register("sse-duplicate", stream(Kind.DUPLICATE))
        .register("sse-out-of-order-on-reconnect", stream(Kind.OUT_OF_ORDER))
        .register("sse-error-event", stream(Kind.ERROR))
        .register("sse-cut-mid-event", stream(Kind.CUT))
        .register("sse-silence", stream(Kind.SILENCE));
  }

  private Effect submitting(Submitting submitting) {
    return (request, fault, next) -> {
      Envelope envelope;
      try {
        envelope = surface.envelope(request);
      } catch (HorizonSurface.ProblemException e) {
        return next.handle(request); // nothing to spoil: the usual problem is the answer
      }
      return submitting.answer(envelope, fault);
    };
  }

  private Response timeoutApplied(Envelope envelope, Fault fault) throws InterruptedException {
    network.submit(envelope);
    network.await(envelope.hash(), settings.submitTimeout());
    return surface.timeout(envelope);
  }

  private Response timeoutQueued(Envelope envelope, Fault fault) {
    network.submit(envelope);
    return surface.timeout(envelope);
  }

  private Response late(Envelope envelope, Fault fault) {
    network.submit(envelope, (int) fault.number("ledgers", 3), false, Shape.PLAIN);
    return surface.timeout(envelope);
  }

  private Response drop(Envelope envelope, Fault fault) {
    network.lose(envelope.hash());
    return surface.timeout(envelope);
  }

  private Response badSequence(Envelope envelope, Fault fault) throws InterruptedException {
    if (network.submit(envelope).status() != Status.ERROR) {
      network.await(envelope.hash(), settings.submitTimeout());
    }
    return surface.failed(envelope, Verdict.of("tx_bad_seq"));
  }

  private static Response problem(Fault fault) {
    String type = fault.text("type", "stale_history");
    Response response =
        HorizonSurface.problem((int) fault.number("status", 503), type, type, Map.of());
    String retryAfter = fault.text("retryAfter", null);
    return retryAfter == null ? response : response.withHeader("Retry-After", retryAfter);
  }

  private static Response poison(Response response, Fault fault) {
    if (response.status() != 200 || response.body().length == 0) {
      return response;
    }
    JsonObject page = JsonText.parseObject(response.body());
    if (!page.containsKey("_embedded")) {
      return response;
    }
    JsonArray records = page.getJsonObject("_embedded").getJsonArray("records");
    int index = (int) fault.number("index", 0);
    JsonArrayBuilder poisoned = JsonText.array();
    for (int i = 0; i < records.size(); i++) {
      poisoned.add(i == index ? poison(records.getJsonObject(i), fault) : records.get(i));
    }
    JsonObjectBuilder result = JsonText.object();
    page.forEach(result::add);
    result.add("_embedded", JsonText.object().add("records", poisoned));
    return response.withBody(result.build().toString());
  }

  private static JsonObject poison(JsonObject entry, Fault fault) {
    JsonObjectBuilder json = JsonText.object();
    entry.forEach(json::add);
    switch (fault.text("kind", "unknown-type")) {
      case "missing-field":
        json.remove(fault.text("field", "amount"));
        break;
      case "huge":
        json.add("padding", "x".repeat((int) fault.number("bytes", HUGE)));
        break;
      default:
        json.add("type_i", fault.number("type", 99)).add("type", "operation_of_the_future");
        break;
    }
    return json.build();
  }

  private enum Kind {
    DUPLICATE,
    OUT_OF_ORDER,
    ERROR,
    CUT,
    SILENCE
  }

  private static Effect stream(Kind kind) {
    return (request, fault, next) -> {
      boolean reconnected =
          request.header("Last-Event-ID").isPresent() || request.query("cursor").isPresent();
      return next.handle(request)
          .withStreamThrough(
              out -> new SpoiltStream(out, kind, fault.number("after", 0), reconnected));
    };
  }

  /** Sees one frame for each write and spoils the data frames. */
  private static final class SpoiltStream extends FilterOutputStream {
    private final Kind kind;
    private final long after;
    private final boolean reconnected;
    private long events;
    private byte[] held;

    SpoiltStream(OutputStream out, Kind kind, long after, boolean reconnected) {
      super(out);
      this.kind = kind;
      this.after = after;
      this.reconnected = reconnected;
    }

    @Override
    public void write(byte[] frame) throws IOException {
      boolean data = new String(frame, StandardCharsets.UTF_8).startsWith("id: ");
      if (!data) {
        release();
        out.write(frame);
        return;
      }
      events++;
      switch (kind) {
        case DUPLICATE:
          out.write(frame);
          out.write(frame);
          break;
        case OUT_OF_ORDER:
          if (reconnected && events == 1) {
            held = frame;
          } else {
            out.write(frame);
            release();
          }
          break;
        case ERROR:
          if (events > after) {
            out.write(
                "event: error\ndata: Unexpected stream error\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            throw new Response.EndOfStreamException("ends with an error event, as the rule says");
          }
          out.write(frame);
          break;
        case CUT:
          if (events > after) {
            out.write(frame, 0, frame.length / 2);
            out.flush();
            throw new IOException("the stream is cut, as the rule says");
          }
          out.write(frame);
          break;
        default:
          if (events <= after) {
            out.write(frame);
          }
          break;
      }
    }

    private void release() throws IOException {
      if (held != null) {
        out.write(held);
        held = null;
      }
    }
  }
}
