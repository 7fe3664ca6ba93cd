package ng.bills.web.api.model;

import jakarta.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import ng.bills.application.biller.ListBillers;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.biller.Plan;
import ng.bills.domain.money.Money;
import ng.bills.web.api.json.JsonFields;

/** What is on sale, as the API shows it. */
public final class CatalogueAnswers {

  private CatalogueAnswers() {}

  public static JsonObject types(List<ListBillers.Offer> offers) {
    return JsonFields.object()
        .objects("bill_types", offers.stream().map(CatalogueAnswers::type))
        .toJson();
  }

  private static JsonFields type(ListBillers.Offer offer) {
    BillType type = offer.type();
    List<Biller> billers = offer.billers();
    return JsonFields.object()
        .text("type", type.wireName())
        .text("display_name", type.displayName())
        .texts("providers", billers.stream().map(b -> b.code().value()))
        .text("description", type.description())
        .text("icon", type.icon())
        .text("account_label", type.accountLabel())
        .naira(
            "min_amount",
            billers.stream().map(Biller::minimum).min(Comparator.naturalOrder()).orElseThrow())
        .naira(
            "max_amount",
            billers.stream().map(Biller::maximum).max(Comparator.naturalOrder()).orElseThrow());
  }

  public static JsonObject providers(
      BillType type, List<Biller> billers, Predicate<Biller> sold, Function<Biller, Money> fee) {
    return JsonFields.object()
        .text("bill_type", type.wireName())
        .objects(
            "providers",
            billers.stream()
                .map(
                    biller ->
                        JsonFields.object()
                            .text("code", biller.code().value())
                            .text("name", biller.name())
                            .text("region", biller.region())
                            .flag("active", sold.test(biller))
                            .texts(
                                "account_types",
                                biller.meterTypes().stream().sorted().map(MeterType::name))
                            .naira("fee", fee.apply(biller))
                            .naira("min_amount", biller.minimum())
                            .naira("max_amount", biller.maximum())))
        .toJson();
  }

  public static JsonObject plans(Biller biller, List<Plan> plans) {
    return JsonFields.object()
        .text("bill_type", biller.type().wireName())
        .text("provider", biller.code().value())
        .objects(
            "plans",
            plans.stream()
                .map(
                    plan ->
                        JsonFields.object()
                            .text("code", plan.code().value())
                            .text("name", plan.name())
                            .naira("amount", plan.price())
                            .textOrNull("validity", plan.validity())
                            .flag("available", plan.available())))
        .toJson();
  }
}
