package ng.bills.application.memory;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import ng.bills.application.payment.port.FirstAnswer;
import ng.bills.application.payment.port.FirstAnswers;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;

/** First answers in the tables of a {@link MemoryWorld}. */
final class MemoryFirstAnswers implements FirstAnswers {

  /** What is kept of one. */
  record Row(byte[] asked, FirstAnswer answer, Instant keptAt) {}

  private final Supplier<Map<PaymentId, Row>> rows;
  private final Function<Supplier<Integer>, Integer> unitOfWork;

  /**
   * @param rows the table, inside a unit of work only
   * @param unitOfWork runs something in one
   */
  MemoryFirstAnswers(
      Supplier<Map<PaymentId, Row>> rows, Function<Supplier<Integer>, Integer> unitOfWork) {
    this.rows = rows;
    this.unitOfWork = unitOfWork;
  }

  @Override
  public void keep(Payment payment, byte[] asked, FirstAnswer answer) {
    rows.get().put(payment.id(), new Row(asked, answer, payment.createdAt()));
  }

  @Override
  public Optional<Kept> find(PaymentId payment, byte[] asked) {
    return Optional.ofNullable(rows.get().get(payment))
        .map(row -> new Kept(row.answer(), Arrays.equals(row.asked(), asked)));
  }

  @Override
  public int prune(Instant before, int limit) {
    return unitOfWork.apply(
        () -> {
          List<PaymentId> old =
              rows.get().entrySet().stream()
                  .filter(e -> e.getValue().keptAt().isBefore(before))
                  .map(Map.Entry::getKey)
                  .limit(limit)
                  .toList();
          old.forEach(rows.get()::remove);
          return old.size();
        });
  }
}
