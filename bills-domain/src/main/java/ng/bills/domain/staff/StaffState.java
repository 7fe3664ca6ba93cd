package ng.bills.domain.staff;

/** Whether somebody may sign in. */
public enum StaffState {
  /** Has a link to choose a password and a second factor, and has not done so yet. */
  INVITED,
  /** May sign in. */
  ACTIVE,
  /** May not, until somebody enables them. */
  DISABLED
}
