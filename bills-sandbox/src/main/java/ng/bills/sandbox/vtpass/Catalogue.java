package ng.bills.sandbox.vtpass;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import ng.bills.sandbox.http.BadRequestException;

/**
 * What VTpass sells now. Prices move, plans come and go and services are added or suspended at any
 * time, by Java or through {@code /_sandbox/catalogue}; what was bought before keeps its price.
 * Thread safe; not kept over a restart.
 */
public final class Catalogue {
  private static final Pattern CODE = Pattern.compile("[0-9A-Za-z_-]{1,60}");

  /** Told after the variations of a service changed. */
  interface Listener {
    void changed(Service now, List<String> added, List<String> updated, List<String> removed);
  }

  private final Map<String, Service> services = new LinkedHashMap<>();
  private final Set<String> silent = new HashSet<>();
  private volatile Listener listener = (now, added, updated, removed) -> {};
  private volatile boolean outage;

  Catalogue() {
    reset();
  }

  void listener(Listener told) {
    listener = told;
  }

  /** Everything as at the start, and no outage. */
  public synchronized void reset() {
    services.clear();
    FirstStock.services().forEach(service -> services.put(service.id(), service));
    silent.clear();
    outage = false;
  }

  /** Moves the price of a variation that is sold. */
  public void price(String serviceId, String code, long kobo) {
    String name = sold(serviceId, code).name();
    offer(serviceId, code, name, kobo);
  }

  /** Sells a new variation, or an old one under this name and price. */
  public void offer(String serviceId, String code, String name, long kobo) {
    if (!CODE.matcher(code).matches() || kobo < 0) {
      throw new BadRequestException("a variation has a code, a name and a price of 0 or more kobo");
    }
    Service now;
    boolean known;
    synchronized (this) {
      Service before = existing(serviceId);
      known = before.variation(code).isPresent();
      now = before.with(new Variation(code, name, kobo));
      services.put(serviceId, now);
    }
    listener.changed(
        now, known ? List.of() : List.of(code), known ? List.of(code) : List.of(), List.of());
  }

  /** No longer sells a variation; buying it is refused with 010. */
  public void withdraw(String serviceId, String code) {
    sold(serviceId, code);
    Service now;
    synchronized (this) {
      now = existing(serviceId).without(code);
      services.put(serviceId, now);
    }
    listener.changed(now, List.of(), List.of(), List.of(code));
  }

  /**
   * Sells a new service, or an old one anew, without variations.
   *
   * @param category for example {@code data}, as {@code /service-categories} names it
   */
  public synchronized void addService(
      String id, String name, String category, long minimumKobo, long maximumKobo) {
    ServiceKind kind =
        ServiceKind.of(category)
            .orElseThrow(() -> new BadRequestException("no category " + category));
    if (!CODE.matcher(id).matches()) {
      throw new BadRequestException("a service has an id of letters, digits and hyphens");
    }
    Served served =
        switch (kind) {
          case AIRTIME -> Served.PHONE_ONLY;
          case DATA -> Served.PHONE;
          case TV -> Served.SMARTCARD;
          case ELECTRICITY -> Served.METER;
          case EDUCATION -> Served.BUYER;
          case OTHER, INSURANCE -> Served.ACCOUNT;
        };
    List<Variation> variations =
        kind == ServiceKind.ELECTRICITY
            ? List.of(
                new Variation("prepaid", "Prepaid", 0), new Variation("postpaid", "Postpaid", 0))
            : List.of();
    services.put(
        id, new Service(id, name, kind, served, minimumKobo, maximumKobo, 150, "", variations));
  }

  /** The service is gone; buying it is refused with 012. */
  public synchronized void removeService(String id) {
    existing(id);
    services.remove(id);
  }

  /**
   * Refuses purchases of a service that stays on the list.
   *
   * @param code 028, 034 or 035; empty sells it again
   */
  public synchronized void refuse(String serviceId, String code) {
    services.put(serviceId, existing(serviceId).refusing(code));
  }

  /** While it lasts, categories, services and variations answer HTTP 502. */
  public void outage(boolean on) {
    outage = on;
  }

  /** While it lasts, the variations of this service answer HTTP 502 and the rest is well. */
  public synchronized void outage(String serviceId, boolean on) {
    existing(serviceId);
    if (on) {
      silent.add(serviceId);
    } else {
      silent.remove(serviceId);
    }
  }

  boolean isOut() {
    return outage;
  }

  synchronized boolean isOut(String serviceId) {
    return outage || silent.contains(serviceId);
  }

  synchronized Optional<Service> service(String id) {
    return Optional.ofNullable(services.get(id));
  }

  synchronized Collection<Service> services() {
    return new ArrayList<>(services.values());
  }

  private Variation sold(String serviceId, String code) {
    return service(serviceId)
        .flatMap(service -> service.variation(code))
        .orElseThrow(
            () -> new BadRequestException("no variation " + code + " of service " + serviceId));
  }

  private Service existing(String id) {
    Service service = services.get(id);
    if (service == null) {
      throw new BadRequestException("no service " + id);
    }
    return service;
  }
}
