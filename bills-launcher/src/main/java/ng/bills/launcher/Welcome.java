package ng.bills.launcher;

import java.util.Optional;

/** What the launcher prints when everything runs. */
final class Welcome {
  private Welcome() {}

  static String text(LocalSystem system, String apiKey, Optional<String> administrator) {
    String url = system.application().url();
    return """
        Bills is ready.

          API           %1$s/api/v1
          documentation %1$s/api/docs
          health        %1$s/health/ready
          console       %9$s
          sandbox       %2$s   (act as the customer, magic accounts, faults)
          inbox         %3$s   (the mails and SMS that Bills sent)
          database      %4$s   (user %5$s, password %6$s)
          log           %7$s

          API key       %8$s   (partner "development", sandbox only)

        Buy 1,000 naira of electricity for a prepaid meter of Ikeja Electric:

          curl -s %1$s/api/v1/bills/pay \\
            -H 'Authorization: Bearer %8$s' -H 'Content-Type: application/json' \\
            -d '{"bill_type":"electricity","provider_code":"ikedc","account_number":"45000001003","account_type":"PREPAID","amount":1000,"currency":"NGN","customer_email":"ada@example.com","customer_phone":"08030001122"}'

        The answer carries instructions.sep7_uri. Pay it as the customer:

          curl -sG %2$s/_sandbox/customer/pay --data-urlencode 'uri=PASTE-THE-SEP7-URI-HERE'

        then see the token at %3$s and in the payment's status:

          curl -s %1$s/api/v1/bills/PASTE-THE-TRANSACTION-ID-HERE/status -H 'Authorization: Bearer %8$s'

        Ctrl-C stops everything; the data is kept.
        """
        .formatted(
            url,
            system.sandbox().hubUrl(),
            system.sandbox().inbox().url(),
            system.database().jdbcUrl(),
            system.database().user(),
            system.database().password(),
            system.application().log(),
            apiKey,
            administrator
                .map(link -> link + "   (good once: makes admin@example.com)")
                .orElse(url + "/console/"));
  }
}
