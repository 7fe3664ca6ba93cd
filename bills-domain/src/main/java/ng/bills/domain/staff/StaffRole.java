package ng.bills.domain.staff;

/** What one of our people may do in the console. A person has one role or several. */
public enum StaffRole {
  /** Answers customers: finds payments, asks again, sends again, asks for refunds. */
  AGENT,
  /** Approves what agents ask for, and resolves reviews. */
  SUPERVISOR,
  /** Money: suspense, floats, fees and the approval of what moves money. */
  FINANCE,
  /** People and switches: accounts of staff, providers, catalogue. */
  ADMIN,
  /** Sees everything that is recorded, and changes nothing. */
  AUDITOR
}
