package ng.bills.application.staff.port;

import ng.bills.domain.staff.Lockout;

/** Failed attempts to sign in by network address. */
public interface AddressLockouts {

  /** What is known of an address; nobody else changes it until the unit of work ends. */
  Lockout lock(String address);

  void save(String address, Lockout lockout);
}
