package ng.bills.application.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.pay.port.PagePayments;
import ng.bills.application.pay.port.PageSeals;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.pay.PageSecret;
import ng.bills.domain.payment.Payment;

/** Pages in a map, and seals that open for their purpose alone. */
public final class MemoryPages implements PagePayments, PageSeals {

  private final MemoryWorld world;
  private final Map<String, PagePayment> pages = new HashMap<>();
  private final Map<String, String> sealed = new HashMap<>();
  private final Map<PartnerId, String> names = new HashMap<>();

  public MemoryPages(MemoryWorld world) {
    this.world = world;
  }

  public void called(PartnerId partner, String name) {
    names.put(partner, name);
  }

  @Override
  public String reference(PageSecret secret) {
    return "page-" + Integer.toHexString(secret.text().hashCode());
  }

  @Override
  public void add(PageSecret secret, PagePayment page, Instant at) {
    pages.putIfAbsent(secret.text(), page);
  }

  @Override
  public Optional<PagePayment> find(PageSecret secret) {
    return Optional.ofNullable(pages.get(secret.text()));
  }

  @Override
  public Optional<Glance> glance(PageSecret secret) {
    return find(secret)
        .flatMap(page -> world.payments().find(page.payment()))
        .map(MemoryPages::glance);
  }

  private static Glance glance(Payment payment) {
    return new Glance(payment.version(), payment.state());
  }

  @Override
  public Optional<String> partnerName(PartnerId partner) {
    return Optional.ofNullable(names.get(partner));
  }

  @Override
  public String seal(String purpose, String text) {
    String key = "sealed-" + sealed.size();
    sealed.put(purpose + '\0' + key, text);
    return key;
  }

  @Override
  public Optional<String> open(String purpose, String text) {
    return Optional.ofNullable(sealed.get(purpose + '\0' + text));
  }
}
