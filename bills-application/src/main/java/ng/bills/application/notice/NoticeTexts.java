package ng.bills.application.notice;

import java.math.BigDecimal;
import java.util.Optional;
import ng.bills.application.notice.port.Notifier;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.notice.NoticeChannel;
import ng.bills.domain.notice.NoticeKind;
import ng.bills.domain.payment.Failure;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.Token;

/**
 * The words customers read, made from a payment. Account numbers are masked. SMS keep to GSM-7,
 * which has no naira sign: one character outside it would halve what fits.
 */
final class NoticeTexts {

  private NoticeTexts() {}

  static Notifier.Message message(
      NoticeKind kind,
      NoticeChannel channel,
      String to,
      Payment payment,
      Optional<Biller> biller,
      Optional<String> refundHash) {
    String billerName = biller.map(Biller::name).orElse(payment.request().biller().value());
    String shortName = payment.request().biller().value().toUpperCase(java.util.Locale.ROOT);
    return channel == NoticeChannel.EMAIL
        ? new Notifier.Message(
            to, subject(kind, payment, shortName), mail(kind, payment, billerName, refundHash))
        : new Notifier.Message(to, "", sms(kind, payment, shortName));
  }

  private static String subject(NoticeKind kind, Payment payment, String biller) {
    String what =
        switch (kind) {
          case TOKEN_DELIVERED -> "Your " + biller + (isCard(payment) ? " PIN" : " token");
          case BILL_PAID -> "Your " + biller + " bill is paid";
          case AIRTIME_DELIVERED -> "Your " + biller + " airtime is there";
          case PAYMENT_FAILED -> "Your " + biller + " bill could not be paid";
          case REFUNDED -> "Your money for " + biller + " is back";
        };
    return what + " (" + payment.reference() + ")";
  }

  private static String mail(
      NoticeKind kind, Payment payment, String biller, Optional<String> refundHash) {
    StringBuilder text = new StringBuilder();
    String account = payment.request().account().masked();
    switch (kind) {
      case TOKEN_DELIVERED -> {
        text.append(isCard(payment) ? "Your PIN for " : "Your electricity token for meter ")
            .append(account)
            .append(":\n\n");
        for (Token token : payment.delivery().map(Delivery::tokens).orElseThrow()) {
          text.append("  ").append(label(token)).append(token.grouped()).append('\n');
        }
        units(payment).ifPresent(u -> text.append("\nUnits: ").append(u).append(" kWh\n"));
        if (isCard(payment)) {
          text.append("\nKeep it to yourself: whoever has the PIN can use it.\n");
        } else {
          text.append("\nHow to use it: key in the ");
          text.append(
              payment.delivery().orElseThrow().tokens().size() > 1
                  ? "tokens in the order above, each followed by the enter key.\n"
                  : "20 digits on your meter and press the enter key.\n");
          text.append("Keep it to yourself: whoever has the token can load it only once.\n");
        }
      }
      case BILL_PAID ->
          text.append(
              switch (payment.request().billType()) {
                case DATA -> "The data for " + account + " is there.\n";
                case CABLE_TV -> "The subscription of " + account + " is paid.\n";
                default -> "Your bill for account " + account + " is paid.\n";
              });
      case AIRTIME_DELIVERED ->
          text.append("The airtime for ").append(account).append(" is there.\n");
      case PAYMENT_FAILED ->
          text.append("We could not pay your bill for ")
              .append(account)
              .append(reason(payment).map(r -> ": " + r).orElse(""))
              .append(".\nAll of your money is on its way back to the account it came from; ")
              .append("we write again when it is there.\n");
      case REFUNDED -> {
        text.append("Your money is back in the account it came from")
            .append(reason(payment).map(r -> " (" + r + ")").orElse(""))
            .append(".\n");
        refundHash.ifPresent(h -> text.append("Transaction on Stellar: ").append(h).append('\n'));
      }
    }
    text.append('\n').append("Biller: ").append(biller).append('\n');
    text.append("Amount: ").append(payment.request().amount()).append('\n');
    text.append("Fee: ").append(payment.request().fee()).append('\n');
    text.append("Total: ").append(payment.request().total()).append('\n');
    payment
        .delivery()
        .flatMap(Delivery::receiptNumber)
        .ifPresent(r -> text.append("Receipt number: ").append(r).append('\n'));
    text.append("Reference: ").append(payment.reference()).append('\n');
    return text.toString();
  }

  private static String sms(NoticeKind kind, Payment payment, String biller) {
    String account = payment.request().account().masked();
    String money = "NGN " + naira(payment.request().amount().toNaira());
    String about =
        switch (kind) {
          case TOKEN_DELIVERED -> {
            StringBuilder tokens = new StringBuilder(biller).append(' ').append(account);
            for (Token token : payment.delivery().map(Delivery::tokens).orElseThrow()) {
              tokens.append("\n").append(label(token)).append(token.grouped());
            }
            units(payment).ifPresent(u -> tokens.append("\n").append(u).append(" kWh"));
            yield tokens.append(", ").append(money).toString();
          }
          case BILL_PAID -> biller + " bill " + account + " paid, " + money;
          case AIRTIME_DELIVERED -> biller + " airtime " + money + " sent to " + account;
          case PAYMENT_FAILED ->
              biller + " bill " + account + " could not be paid. Your money is on its way back";
          case REFUNDED ->
              "Your money for " + biller + " " + account + " is back where it came from";
        };
    return about + ". Ref " + payment.reference();
  }

  private static boolean isCard(Payment payment) {
    return payment.delivery().flatMap(Delivery::pin).isPresent();
  }

  private static String label(Token token) {
    return switch (token.kind()) {
      case KEY_CHANGE_1 -> "Key change token 1: ";
      case KEY_CHANGE_2 -> "Key change token 2: ";
      case CREDIT -> "Token: ";
      case BONUS -> "Bonus token: ";
      case SERIAL -> "Serial: ";
      case PIN -> "PIN: ";
    };
  }

  private static Optional<String> units(Payment payment) {
    return payment.delivery().flatMap(Delivery::units);
  }

  private static Optional<String> reason(Payment payment) {
    return payment.failure().map(Failure::reason);
  }

  private static String naira(BigDecimal amount) {
    return amount.toPlainString();
  }
}
