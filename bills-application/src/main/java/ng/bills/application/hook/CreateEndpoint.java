package ng.bills.application.hook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.hook.port.HookCaller;
import ng.bills.application.hook.port.HookEndpoints;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.hook.HookEndpoint;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.hook.HookEventType;
import ng.bills.domain.hook.HookSecret;
import ng.bills.domain.hook.HookUrl;
import ng.bills.domain.partner.PartnerId;

/** A partner names an address at which it wants to be told. */
@Singleton
public class CreateEndpoint {

  private final HookEndpoints endpoints;
  private final HookCaller caller;
  private final UnitOfWork tx;
  private final IdSource ids;
  private final InstantSource clock;

  @Inject
  public CreateEndpoint(
      HookEndpoints endpoints,
      HookCaller caller,
      UnitOfWork tx,
      IdSource ids,
      InstantSource clock) {
    this.endpoints = endpoints;
    this.caller = caller;
    this.tx = tx;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What a partner asks for.
   *
   * @param url the address as it was written
   * @param description the partner's own words
   * @param types wire names of what it wants to be told; empty for everything
   */
  public record Form(Optional<String> url, Optional<String> description, List<String> types) {}

  /** What became of it. */
  public sealed interface Result {}

  /** It is there; its secret is shown now and never again. */
  public record Created(HookEndpoint endpoint) implements Result {}

  /** Something in the form is wrong. */
  public record Refused(List<Wrong> faults) implements Result {}

  /** The partner has as many as it may have. */
  public record TooMany() implements Result {}

  /** A field that is wrong. */
  public record Wrong(String field, String code, String message) {}

  /** Creates it, told of everything from now on. */
  public Result create(PartnerId partner, Form form) {
    List<Wrong> faults = new ArrayList<>();
    Set<HookEventType> types = types(form.types(), faults);
    Optional<HookUrl> url = url(form.url(), faults);
    if (!faults.isEmpty()) {
      return new Refused(faults);
    }
    HookEndpoint endpoint =
        HookEndpoint.created(
            new HookEndpointId(ids.newId()),
            partner,
            url.orElseThrow(),
            form.description(),
            types,
            HookSecret.of(ids.randomBytes(HookSecret.BYTES)),
            clock.instant());
    return tx.call(() -> endpoints.add(endpoint)) ? new Created(endpoint) : new TooMany();
  }

  private static Set<HookEventType> types(List<String> names, List<Wrong> faults) {
    Set<HookEventType> types = EnumSet.noneOf(HookEventType.class);
    for (String name : names) {
      Optional<HookEventType> type = HookEventType.named(name).filter(t -> t != HookEventType.TEST);
      if (type.isEmpty()) {
        faults.add(
            new Wrong(
                "event_types", "UNKNOWN_EVENT_TYPE", "names an event type that does not exist"));
        return Set.of();
      }
      types.add(type.get());
    }
    return types;
  }

  private Optional<HookUrl> url(Optional<String> text, List<Wrong> faults) {
    if (text.isEmpty()) {
      faults.add(new Wrong("url", "REQUIRED", "must be given"));
      return Optional.empty();
    }
    if (!HookUrl.isWellFormed(text.get())) {
      faults.add(
          new Wrong(
              "url",
              "MALFORMED",
              "must be an address such as https://example.com/bills, without user and fragment,"
                  + " on port 443 or one from 1024 up"));
      return Optional.empty();
    }
    HookUrl url = new HookUrl(text.get());
    Optional<String> refusal = caller.refusal(url);
    refusal.ifPresent(why -> faults.add(new Wrong("url", "ADDRESS_REFUSED", why)));
    return refusal.isPresent() ? Optional.empty() : Optional.of(url);
  }
}
