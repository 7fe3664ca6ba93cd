package ng.bills.application.biller.port;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.biller.FeeSchedule;

/** Which fees were in force when. Nothing of it is changed or forgotten. Inside a unit of work. */
public interface FeeHistory {

  /**
   * Fees that came into force.
   *
   * @param fees which
   * @param since when the first node started with them
   */
  record InForce(FeeSchedule fees, Instant since) {

    public InForce {
      Objects.requireNonNull(fees, "fees");
      Objects.requireNonNull(since, "since");
    }
  }

  Optional<InForce> latest();

  void add(InForce fees);

  /** The latest first. */
  List<InForce> all();
}
