package ng.bills.web.pay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.payment.Fault;
import ng.bills.domain.biller.BillType;
import ng.bills.web.text.PayTexts;

/** What is wrong, in words for customers: one sentence a field, in the order of the form. */
public final class FieldFaults {

  /** None. */
  static final FieldFaults NONE = new FieldFaults(Map.of());

  /** As the form has them; what is in none of its fields comes first. */
  private static final List<String> FORM =
      List.of(
          "account_type",
          "account_number",
          "plan_code",
          "amount",
          "customer_phone",
          "customer_email");

  private final Map<String, String> sentences;

  private FieldFaults(Map<String, String> sentences) {
    this.sentences = sentences;
  }

  /**
   * One line of the summary.
   *
   * @param field its name, which is the id of its input
   * @param sentence what is wrong
   */
  public record Line(String field, String sentence) {

    public String getField() {
      return field;
    }

    public String getSentence() {
      return sentence;
    }
  }

  static FieldFaults of(PayTexts texts, Optional<BillType> type, List<Fault> faults) {
    Map<String, String> sentences = new LinkedHashMap<>();
    faults.stream()
        .sorted(Comparator.comparingInt(f -> FORM.indexOf(f.field())))
        .forEach(f -> sentences.putIfAbsent(f.field(), sentence(texts, type, f)));
    return new FieldFaults(sentences);
  }

  static FieldFaults of(String field, String sentence) {
    return new FieldFaults(Map.of(field, sentence));
  }

  /** The most fitting sentence we have; the API's own words where there is none. */
  static String sentence(PayTexts texts, Optional<BillType> type, Fault fault) {
    String code = fault.field() + "." + fault.code();
    return type.flatMap(t -> texts.find("fault." + code + "." + t.accountKind()))
        .or(() -> texts.find("fault." + code))
        .or(() -> texts.find("fault." + fault.code()))
        .orElse(fault.message());
  }

  /** Whether anything is wrong. */
  public boolean isAny() {
    return !sentences.isEmpty();
  }

  /** What is wrong with that field; empty for nothing. */
  public String of(String field) {
    return sentences.getOrDefault(field, "");
  }

  public boolean has(String field) {
    return sentences.containsKey(field);
  }

  public List<Line> getLines() {
    List<Line> lines = new ArrayList<>();
    sentences.forEach((field, sentence) -> lines.add(new Line(field, sentence)));
    return lines;
  }
}
