package ng.bills.application.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import ng.bills.application.desk.port.SearchTerm;
import ng.bills.application.desk.port.SearchTerm.Kind;
import ng.bills.domain.biller.AccountFormat;
import ng.bills.domain.biller.PhoneNumber;
import ng.bills.domain.funds.PaymentMemo;
import ng.bills.domain.payment.PaymentReference;

/**
 * Reads what somebody typed into the search box: by its shape, as everything it can be. Eleven
 * digits are a phone, a meter, or somebody's reference.
 */
final class ReadSearch {

  static final int MAX_LENGTH = 255;

  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");
  // classic, muxed and contract accounts
  private static final Pattern STELLAR = Pattern.compile("[GC][A-Z2-7]{55}|M[A-Z2-7]{68}");
  private static final Pattern VEND = Pattern.compile("\\d{12}[A-Za-z0-9]{8,24}");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
  private static final Pattern SPACED_DIGITS = Pattern.compile("\\d[\\d\\s-]*\\d");

  private ReadSearch() {}

  /** Everything it can be, the surest first; empty for nothing, or far too much. */
  static List<SearchTerm> of(String typed, AccountFormat format) {
    String text = typed.strip();
    List<SearchTerm> terms = new ArrayList<>();
    if (text.isEmpty() || text.length() > MAX_LENGTH || text.indexOf('\0') >= 0) {
      return terms;
    }
    PaymentMemo.read(text)
        .map(PaymentMemo::reference)
        .or(() -> PaymentReference.read(text))
        .ifPresent(r -> terms.add(new SearchTerm(Kind.PAYMENT_REFERENCE, r.value())));
    if (!terms.isEmpty()) {
      return terms; // its check character says that it is one of ours
    }
    if (UUID_FORM.matcher(text).matches()) {
      terms.add(new SearchTerm(Kind.PAYMENT_ID, UUID.fromString(text).toString()));
    }
    if (HASH.matcher(text).matches()) {
      terms.add(new SearchTerm(Kind.STELLAR_HASH, text.toLowerCase(Locale.ROOT)));
      return terms;
    }
    if (STELLAR.matcher(text.toUpperCase(Locale.ROOT)).matches()) {
      terms.add(new SearchTerm(Kind.STELLAR_ACCOUNT, text.toUpperCase(Locale.ROOT)));
      return terms;
    }
    if (EMAIL.matcher(text).matches()) {
      terms.add(new SearchTerm(Kind.EMAIL, text.toLowerCase(Locale.ROOT)));
      terms.add(new SearchTerm(Kind.ACCOUNT, text)); // customer numbers may have an at sign
      return terms;
    }
    if (VEND.matcher(text).matches()) {
      terms.add(new SearchTerm(Kind.VEND_REFERENCE, text));
    }
    PhoneNumber.read(text, format)
        .ifPresent(
            phone -> {
              terms.add(new SearchTerm(Kind.PHONE, phone.number()));
              terms.add(new SearchTerm(Kind.ACCOUNT, phone.number()));
            });
    if (SPACED_DIGITS.matcher(text).matches()) {
      terms.add(new SearchTerm(Kind.ACCOUNT, text.replaceAll("[\\s-]", "")));
    }
    terms.add(new SearchTerm(Kind.ACCOUNT, text));
    terms.add(new SearchTerm(Kind.ACCOUNT, text.replace(" ", ""))); // as meters are stored
    terms.add(new SearchTerm(Kind.PROVIDER_REFERENCE, text));
    terms.add(new SearchTerm(Kind.REQUEST_REFERENCE, text));
    return terms.stream().distinct().toList();
  }
}
