package ng.bills.application.biller.port;

import java.util.List;
import java.util.Optional;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.BillerCode;

/** Everyone whose bills we sell. May be called inside and outside a unit of work. */
public interface Billers {

  /** By name. */
  List<Biller> of(BillType type);

  Optional<Biller> find(BillType type, BillerCode code);
}
