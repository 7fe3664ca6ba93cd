package ng.bills.web.console.insight;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ng.bills.application.provider.FindProviders;
import ng.bills.application.provider.SwitchByStaff;
import ng.bills.application.provider.port.ProviderOffers;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.web.console.Me;
import ng.bills.web.page.Formats;

/** One provider: its switch, its history and what it sells. */
@Named("providerPage")
@RequestScoped
public class ProviderPage {

  /** Who may switch. */
  static final String SWITCHERS = "SUPERVISOR,ADMIN";

  static final int PAGE = 50;

  private FindProviders find;
  private SwitchByStaff switching;
  private Me me;
  private HttpServletRequest request;
  private Words words;
  private ProviderCard card;
  private List<OfferLine> offers;
  private String reason;

  protected ProviderPage() {}

  @Inject
  public ProviderPage(
      FindProviders find, SwitchByStaff switching, Me me, HttpServletRequest request) {
    this.find = find;
    this.switching = switching;
    this.me = me;
    this.request = request;
  }

  /** Whether the address names a provider of ours; 404 otherwise. */
  public void require() {
    if (code().isEmpty()) {
      refuse(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private Optional<ProviderCode> code() {
    return Optional.ofNullable(request.getParameter("code"))
        .filter(text -> text.matches("[a-z][a-z0-9]{1,19}"))
        .map(ProviderCode::new)
        .filter(find::isUsed);
  }

  private static void refuse(int status) {
    FacesContext faces = FacesContext.getCurrentInstance();
    try {
      faces.getExternalContext().responseSendError(status, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    faces.responseComplete();
  }

  private Words words() {
    if (words == null) {
      words = Words.ofPage();
    }
    return words;
  }

  public String getCode() {
    return code().map(ProviderCode::value).orElse("");
  }

  public ProviderCard getCard() {
    if (card == null) {
      card =
          code()
              .flatMap(c -> find.all().stream().filter(s -> s.provider().equals(c)).findFirst())
              .map(sheet -> new ProviderCard(sheet, words()))
              .orElse(null);
    }
    return card;
  }

  public boolean isSwitcher() {
    return me.may(SWITCHERS);
  }

  public String getReason() {
    return reason;
  }

  public void setReason(String reason) {
    this.reason = reason;
  }

  public void switchOn() {
    switchTo(true);
  }

  public void switchOff() {
    switchTo(false);
  }

  private void switchTo(boolean on) {
    Optional<ProviderCode> code = code();
    if (!isSwitcher() || code.isEmpty()) {
      refuse(code.isEmpty() ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    switching.to(on, code.get(), me.getId(), me.getName(), reason.strip());
    card = null;
    reason = null;
    FacesContext.getCurrentInstance()
        .addMessage(
            null,
            new FacesMessage(words().say(on ? "switch.isOn" : "switch.isOff", code.get().value())));
  }

  /** Every switching, the latest first. */
  public List<String> getSwitchings() {
    return code()
        .map(
            c ->
                find.switchings(c).stream()
                    .map(
                        s ->
                            words()
                                .say(
                                    s.on() ? "switched.on" : "switched.off",
                                    Formats.time(s.at()),
                                    s.actor(),
                                    s.reason()))
                    .toList())
        .orElse(List.of());
  }

  // what it sells

  /**
   * An offer as it stands on the page.
   *
   * @param id for its changes
   * @param type the kind of bill
   * @param biller the biller's name
   * @param what the plan or kind of meter
   * @param price of a plan, or from the least to the most that can be paid
   * @param available whether it is on sale there
   * @param changes how often it changed
   * @param at when it was seen last
   */
  public record OfferLine(
      long id,
      String type,
      String biller,
      String what,
      String price,
      boolean available,
      int changes,
      String at) {}

  public String getType() {
    return type().map(BillType::wireName).orElse("");
  }

  private Optional<BillType> type() {
    return Optional.ofNullable(request.getParameter("type")).flatMap(BillType::named);
  }

  public String getSought() {
    String text = Optional.ofNullable(request.getParameter("words")).orElse("").strip();
    return text.length() > 60 ? text.substring(0, 60) : text;
  }

  /** As it stands in an address. */
  public String getSoughtInAddress() {
    return URLEncoder.encode(getSought(), StandardCharsets.UTF_8);
  }

  /** The first offer of the page, counted from 0. */
  public int getSkip() {
    String text = Optional.ofNullable(request.getParameter("skip")).orElse("");
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
  }

  public int getNext() {
    return getSkip() + PAGE;
  }

  public int getPrevious() {
    return Math.max(0, getSkip() - PAGE);
  }

  public boolean isMore() {
    return offers().size() > PAGE;
  }

  /**
   * A kind of bill to choose.
   *
   * @param value its wire name
   * @param label on the page
   */
  public record TypeChoice(String value, String label) {}

  public List<TypeChoice> getTypes() {
    return Arrays.stream(BillType.values())
        .map(t -> new TypeChoice(t.wireName(), words().say("type." + t.wireName())))
        .toList();
  }

  public List<OfferLine> getOffers() {
    return offers().stream().limit(PAGE).toList();
  }

  private List<OfferLine> offers() {
    if (offers == null) {
      offers =
          code()
              .map(
                  c ->
                      find.offers(c, type(), getSought(), getSkip(), PAGE + 1).stream()
                          .map(
                              o ->
                                  new OfferLine(
                                      o.id(),
                                      words().say("type." + o.type().wireName()),
                                      o.billerName(),
                                      what(o.what()),
                                      price(o.price(), o.minimum(), o.maximum()),
                                      o.available(),
                                      o.changes(),
                                      Formats.time(o.seenAt())))
                          .toList())
              .orElse(List.of());
    }
    return offers;
  }

  private String what(Optional<String> planOrMeter) {
    return planOrMeter
        .map(text -> words().has("meter." + text) ? words().say("meter." + text) : text)
        .orElseGet(() -> words().say("offer.any"));
  }

  private String price(Optional<Money> price, Optional<Money> minimum, Optional<Money> maximum) {
    return price
        .map(p -> Formats.naira(p.kobo()))
        .orElseGet(
            () ->
                minimum.isEmpty() && maximum.isEmpty()
                    ? "–"
                    : words()
                        .say(
                            "offer.between",
                            minimum.map(m -> Formats.naira(m.kobo())).orElse("–"),
                            maximum.map(m -> Formats.naira(m.kobo())).orElse("–")));
  }

  /** Changes of the offer the address names, or the latest of all. */
  public List<OfferLine> getChanges() {
    String offer = Optional.ofNullable(request.getParameter("offer")).orElse("");
    List<ProviderOffers.Change> changes =
        offer.matches("\\d{1,15}")
            ? find.changesOf(Long.parseLong(offer))
            : code().map(find::latestChanges).orElse(List.of());
    return changes.stream()
        .map(
            c ->
                new OfferLine(
                    c.offer(),
                    words().say("type." + c.type().wireName()),
                    c.biller(),
                    what(c.what()),
                    price(c.price(), c.minimum(), c.maximum()),
                    c.available(),
                    0,
                    Formats.time(c.at())))
        .toList();
  }

  /** Whether the changes shown are those of one offer. */
  public boolean isOneOffer() {
    return Optional.ofNullable(request.getParameter("offer")).orElse("").matches("\\d{1,15}");
  }
}
