package ng.bills.launcher;

/** What the launcher prints when everything runs. */
final class Welcome {
  private Welcome() {}

  static String text(LocalSystem system) {
    String url = system.application().url();
    return """
        Bills is ready.

          API         %1$s/api/v1        documentation %1$s/api/docs
          health      %1$s/health/ready
          database    %2$s  (user %3$s)
          log         %4$s
        """
        .formatted(
            url, system.database().jdbcUrl(), system.database().user(), system.application().log());
  }
}
