package ng.bills.application.audit.port;

/** Seals texts with a key that the database does not have. */
public interface AuditSeal {

  /** 64 hexadecimal digits, the same for the same text. */
  String of(String content);
}
