package ng.bills.web.api.model;

import jakarta.json.JsonObject;
import java.time.LocalDate;
import java.util.Optional;
import ng.bills.application.biller.CheckAccount;
import ng.bills.domain.biller.MobileNetwork;
import ng.bills.web.api.json.JsonFields;

/** What is known of an account, as the API shows it. */
public final class AccountAnswers {

  private AccountAnswers() {}

  /** The account can be paid to. Its number is masked: the caller knows it. */
  public static JsonObject valid(CheckAccount.Valid valid) {
    JsonFields info =
        JsonFields.object()
            .text("account_number", valid.account().masked())
            .textOrNull("customer_name", valid.info().customerName())
            .text("status", "active")
            .nairaOrNull("outstanding_balance", valid.info().outstanding())
            .naira("minimum_amount", valid.info().minimum().orElse(valid.biller().minimum()))
            .text("address", valid.info().address())
            .text("current_plan", valid.info().currentPlan())
            .text("due_date", valid.info().dueDate().map(LocalDate::toString))
            .text("network", valid.network().map(n -> n.biller().value()));
    return JsonFields.object()
        .flag("valid", true)
        .object("account_info", info)
        .text("warning", otherNetwork(valid))
        .toJson();
  }

  /** Numbers are portable, so that a prefix of another network is no fault. */
  private static Optional<String> otherNetwork(CheckAccount.Valid valid) {
    return valid
        .network()
        .map(MobileNetwork::biller)
        .filter(network -> !network.equals(valid.biller().code()))
        .map(
            network ->
                "the prefix belongs to "
                    + network
                    + "; go on only if the number was ported to "
                    + valid.biller().code());
  }

  public static JsonObject invalid(CheckAccount.Invalid invalid) {
    return JsonFields.object()
        .flag("valid", false)
        .text(
            "error", invalid.detail().isBlank() ? "the biller does not know it" : invalid.detail())
        .text("code", "ACCOUNT_NOT_FOUND")
        .toJson();
  }
}
