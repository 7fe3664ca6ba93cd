package ng.bills.infrastructure.provider;

import java.util.Collection;
import java.util.stream.Collectors;

/** The magic accounts for reading and as a page. */
final class SandboxPage {

  private static final String END = "electricity ends";

  private SandboxPage() {}

  static String markdown(Collection<SandboxAccount> accounts, String command) {
    StringBuilder text = new StringBuilder(intro(command));
    text.append("| | meter | phone | smartcard | ")
        .append(END)
        .append(" | airtime ends | what the providers do |\n|---|---|---|---|---|---|---|\n");
    for (SandboxAccount account : accounts) {
      text.append(
          "| %d | %s | %s | %s | %s | %s | %s |%n"
              .formatted(
                  account.number(),
                  account.meter(),
                  account.phone(),
                  account.smartcard(),
                  account.electricity(),
                  account.airtime(),
                  means(account)));
    }
    return text.append(OTHERS).toString().replace("\r\n", "\n");
  }

  private static String intro(String command) {
    return """
        # The sandbox: every magic account and how it ends

        Written by the build, which pays for each of them; do not edit. Write it again with
        `%s`.

        `./mvnw -Prun` starts Bills with a sandbox beside it. Nothing in it costs money, every well-formed account exists, and the accounts below mean an outcome.
        They pass real validation: meters have their check digit, phones a real prefix. A phone of another network works when its last seven digits are the same
        (`0805 0000100` of Glo); prepaid and postpaid meters alike; smartcards for television, the same ten digits for other customer numbers.

        *Ends* is the `status` of the payment when nothing happens to it any more, and its `failure_code`. Electricity is asked from Flutterwave first, then VTpass,
        then Interswitch; airtime from VTpass first: who refuses is followed by the next one. What nobody ever tells waits for a person, with the outcome `processing`.
        Refunds are on the sandbox's Stellar, back to the account that paid.

        """
        .formatted(command);
  }

  private static final String OTHERS =
      """

      ## The paying customer

      The answer of `POST /bills/pay` has `instructions.sep7_uri`. The sandbox's customer follows it as a wallet would, in cNGN of its own:

      ```
      curl -sG http://127.0.0.1:8700/_sandbox/customer/pay --data-urlencode 'uri=web+stellar:pay?…'
      ```

      | the customer | how | the payment |
      |---|---|---|
      | pays what was asked | as above | goes on |
      | pays too little or too much | `--data-urlencode amount=1` | refunded, AMOUNT_MISMATCH |
      | forgets the memo | `--data-urlencode omit_memo=true` | waits and expires; the money goes back by itself |
      | sends something else | `--data-urlencode asset=native` | waits and expires; what is not our cNGN does not count |
      | does not pay | | expired, PAYMENT_EXPIRED, after ten minutes |
      | pays after that | later | the money goes back |

      ## Webhooks

      A sandbox that runs on your machine calls `http://127.0.0.1:PORT/…` as well, so that you can try your endpoint without a certificate; anywhere else an endpoint is
      https on a public address. `POST /webhook-endpoints/{endpoint_id}/test` sends an event without a payment. The sandbox has a receiver that fails on request; its
      address is on the sandbox's start page.

      ## Providers' own test values, and any outcome on any account

      The sandbox's start page (`http://127.0.0.1:8700`) has them, with lines to paste: VTpass's and Flutterwave's documented test accounts, Paystack's outcomes, faults of
      the network, prices that move, a float that runs dry.
      """;

  private static String means(SandboxAccount account) {
    long kinds = account.means().values().stream().distinct().count();
    if (kinds == 1) {
      return account.means().values().iterator().next()
          + (account.means().size() == 3
              ? ""
              : " (" + String.join(", ", account.means().keySet()) + " only)");
    }
    return account.means().entrySet().stream()
        .map(one -> one.getKey() + ": " + one.getValue())
        .collect(Collectors.joining("; "));
  }

  static String html(Collection<SandboxAccount> accounts) {
    StringBuilder page = new StringBuilder(HEAD);
    for (SandboxAccount account : accounts) {
      page.append("<tr><th scope=\"row\">").append(account.number()).append("</th>");
      for (String cell : new String[] {account.meter(), account.phone(), account.smartcard()}) {
        page.append("<td><code>").append(cell).append("</code></td>");
      }
      for (String cell : new String[] {account.electricity(), account.airtime(), means(account)}) {
        page.append("<td>").append(escape(cell)).append("</td>");
      }
      page.append("</tr>\n");
    }
    return page.append(TAIL).toString().replace("\r\n", "\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The address of the style sheet is relative, as in the page of the API. */
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Bills sandbox: magic accounts</title>
        <link rel="stylesheet" href="docs.css">
      </head>
      <body>
      <a class="skip" href="#main">To the accounts</a>
      <header class="top">
        <a class="brand" href="./">Bills <span>for developers</span></a>
        <nav aria-label="Documents"><a href="./">API</a><a href="sandbox" aria-current="page">Sandbox</a><a href="openapi.yaml">openapi.yaml</a><a href="bills.postman_collection.json" download>Postman collection</a></nav>
      </header>
      <main id="main" tabindex="-1">
      <h1>Magic accounts</h1>
      <p>In a sandbox these accounts mean an outcome; every other well-formed account is delivered. On a live system they mean nothing. <em>Ends</em> is the status of the payment when nothing
      happens to it any more, and its failure_code. The build paid for each of them to write this page. Phones of other networks work with the same last seven digits.</p>
      <div class="scroll" tabindex="0" role="region" aria-label="Magic accounts">
      <table>
      <thead><tr><th scope="col">Number</th><th scope="col">Meter</th><th scope="col">Phone</th><th scope="col">Smartcard</th><th scope="col">Electricity ends</th><th scope="col">Airtime ends</th><th scope="col">What the providers do</th></tr></thead>
      <tbody>
      """;

  private static final String TAIL =
      """
      </tbody>
      </table>
      </div>
      <h2>The paying customer</h2>
      <p>The sandbox's customer follows <code>instructions.sep7_uri</code> of a payment, as a wallet would. The line to paste is printed at the start of <code>./mvnw -Prun</code>, with the address of the sandbox.</p>
      <table>
      <thead><tr><th scope="col">The customer</th><th scope="col">How</th><th scope="col">The payment</th></tr></thead>
      <tbody>
      <tr><td>pays what was asked</td><td><code>uri=web+stellar:pay?…</code></td><td>goes on</td></tr>
      <tr><td>pays too little or too much</td><td>and <code>amount=1</code></td><td>refunded, AMOUNT_MISMATCH</td></tr>
      <tr><td>forgets the memo</td><td>and <code>omit_memo=true</code></td><td>expires; the money goes back by itself</td></tr>
      <tr><td>sends something else</td><td>and <code>asset=native</code></td><td>expires; what is not our cNGN does not count</td></tr>
      <tr><td>does not pay</td><td></td><td>expired, PAYMENT_EXPIRED, after ten minutes</td></tr>
      </tbody>
      </table>
      </main>
      </body>
      </html>
      """;
}
