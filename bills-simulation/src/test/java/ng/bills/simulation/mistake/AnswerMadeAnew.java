package ng.bills.simulation.mistake;

import java.time.Instant;
import java.util.Optional;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.payment.port.FirstAnswer;
import ng.bills.application.payment.port.FirstAnswers;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.simulation.node.Assembly;
import ng.bills.simulation.node.Planting;

/** Who repeats a request is answered from the payment as it is by then, not as the first time. */
final class AnswerMadeAnew implements Planting {

  @Override
  public void plant(Assembly assembly, MemoryWorld database) {
    assembly.wrap(FirstAnswers.class, Forgotten::new);
  }

  private static final class Forgotten implements FirstAnswers {
    private final FirstAnswers rows;

    private Forgotten(FirstAnswers rows) {
      this.rows = rows;
    }

    @Override
    public void keep(Payment payment, byte[] asked, FirstAnswer answer) {
      rows.keep(payment, asked, answer);
    }

    @Override
    public Optional<Kept> find(PaymentId payment, byte[] asked) {
      return Optional.empty();
    }

    @Override
    public int prune(Instant before, int limit) {
      return rows.prune(before, limit);
    }
  }
}
