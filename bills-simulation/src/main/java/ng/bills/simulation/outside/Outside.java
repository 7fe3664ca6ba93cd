package ng.bills.simulation.outside;

import ng.bills.simulation.course.Course;

/**
 * Those outside whom nodes call, but for the providers.
 *
 * @param ledger Horizon and the ledger behind it
 * @param partner who is told by webhook
 * @param carrier who carries mail to customers
 */
public record Outside(SimulatedLedger ledger, SimulatedPartner partner, SimulatedCarrier carrier) {

  public static Outside of(Course course, Truth truth) {
    return new Outside(
        new SimulatedLedger(course, truth),
        new SimulatedPartner(course),
        new SimulatedCarrier(course));
  }
}
