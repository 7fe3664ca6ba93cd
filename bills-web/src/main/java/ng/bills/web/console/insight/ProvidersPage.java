package ng.bills.web.console.insight;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import ng.bills.application.provider.FindProviders;
import ng.bills.application.vending.ProviderOrder;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.vend.ProviderCode;

/** All providers at a glance. */
@Named("providers")
@RequestScoped
public class ProvidersPage {

  private FindProviders find;
  private List<ProviderCard> all;

  protected ProvidersPage() {}

  @Inject
  public ProvidersPage(FindProviders find) {
    this.find = find;
  }

  public List<ProviderCard> getAll() {
    if (all == null) {
      Words words = Words.ofPage();
      all = find.all().stream().map(sheet -> new ProviderCard(sheet, words)).toList();
    }
    return all;
  }

  /**
   * Who is asked for some bills, in turn.
   *
   * @param what for which bills
   * @param turn the providers
   */
  public record Turn(String what, String turn) {}

  public List<Turn> getOrder() {
    Words words = Words.ofPage();
    ProviderOrder order = find.order();
    List<Turn> turns = new ArrayList<>();
    for (BillType type : BillType.values()) {
      turns.add(
          new Turn(
              words.say("type." + type.wireName()),
              written(order.byType().getOrDefault(type, order.usual()))));
    }
    order
        .byBiller()
        .forEach(
            (type, billers) ->
                billers.forEach(
                    (biller, codes) ->
                        turns.add(
                            new Turn(
                                words.say(
                                    "order.only", words.say("type." + type.wireName()), biller),
                                written(codes)))));
    return turns;
  }

  private static String written(List<ProviderCode> codes) {
    return codes.stream().map(ProviderCode::value).collect(Collectors.joining(" → "));
  }
}
