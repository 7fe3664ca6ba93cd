package ng.bills.sandbox.receiver;

import java.util.List;

/** What has come, as HTML, the newest first. */
final class ReceiverPage {
  private ReceiverPage() {}

  static String of(String baseUrl, List<Received> received) {
    StringBuilder page =
        new StringBuilder(
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Webhooks"
                + " received</title><meta name=\"viewport\" content=\"width=device-width\">"
                + "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem"
                + " auto;padding:0 1rem}pre{white-space:pre-wrap;overflow-wrap:anywhere;"
                + "background:#eee;color:#111;padding:.5rem}</style></head><body><main>"
                + "<h1>Webhooks received</h1><p>Name an address below <code>");
    page.append(escape(baseUrl))
        .append(
            "</code> as a webhook endpoint, for example <code>/shop</code>. To make it fail:</p>"
                + "<pre>curl -X POST ")
        .append(escape(baseUrl))
        .append(
            "/_sandbox/receiver -d '{\"path\":\"/shop\",\"answer\":\"500\",\"times\":2}'</pre>");
    if (received.isEmpty()) {
      page.append("<p>Nothing has come yet.</p>");
    }
    for (int i = received.size() - 1; i >= 0; i--) {
      Received one = received.get(i);
      page.append("<h2>")
          .append(escape(one.path()))
          .append(", answered ")
          .append(one.answered())
          .append("</h2><pre>")
          .append(escape(one.at().toString()))
          .append("\nwebhook-id: ")
          .append(escape(one.header("webhook-id")))
          .append("\nwebhook-timestamp: ")
          .append(escape(one.header("webhook-timestamp")))
          .append("\nwebhook-signature: ")
          .append(escape(one.header("webhook-signature")))
          .append("\n\n")
          .append(escape(one.body()))
          .append("</pre>");
    }
    return page.append("</main></body></html>").toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
