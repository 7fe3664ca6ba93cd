package ng.bills.simulation.mistake;

import java.time.Instant;
import java.util.Optional;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.payment.port.Repetitions;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentRequest;
import ng.bills.simulation.node.Assembly;
import ng.bills.simulation.node.Planting;

/** The same once more is noted, and nobody looks whether it was asked for just before. */
final class DoubleTapUnseen implements Planting {

  @Override
  public void plant(Assembly assembly, MemoryWorld database) {
    assembly.wrap(Repetitions.class, Unseen::new);
  }

  private static final class Unseen implements Repetitions {
    private final Repetitions rows;

    private Unseen(Repetitions rows) {
      this.rows = rows;
    }

    @Override
    public void note(Payment payment, Optional<Instant> since) {
      rows.note(payment, Optional.empty());
    }

    @Override
    public Optional<Earlier> find(PaymentRequest request, Instant since) {
      return rows.find(request, since);
    }

    @Override
    public int prune(Instant before, int limit) {
      return rows.prune(before, limit);
    }
  }
}
