package ng.bills.sandbox.inbox;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The inbox as HTML. Everything that came from outside is escaped; an HTML part is shown as source.
 */
final class InboxPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Africa/Lagos"));
  private static final int SHOWN = 200;

  private InboxPage() {}

  /** Newest first. */
  static String of(List<Message> oldestFirst, long mails, long sms) {
    StringBuilder page = new StringBuilder(4_096);
    page.append(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Bills sandbox:"
            + " inbox</title><meta name=\"viewport\" content=\"width=device-width\"><meta"
            + " http-equiv=\"refresh\" content=\"5\"><style>body{font:16px/1.5"
            + " system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0"
            + " 1rem}article{border:1px solid #888;border-radius:.5rem;padding:.5rem"
            + " 1rem;margin:1rem 0}pre{white-space:pre-wrap;overflow-wrap:anywhere}h2{font-size:1.1rem;margin:0}"
            + "dl{display:grid;grid-template-columns:max-content 1fr;gap:0"
            + " 1rem;margin:.5rem 0}dd{margin:0}</style></head><body><main><h1>Inbox of the"
            + " sandbox</h1><p>");
    page.append(mails).append(" mails and ").append(sms).append(" SMS came; the latest ");
    page.append(Math.min(SHOWN, oldestFirst.size()))
        .append(
            " are here, newest first. The page loads itself again every 5 seconds. As JSON: <a"
                + " href=\"/api/messages\">/api/messages</a>.</p>");
    if (oldestFirst.isEmpty()) {
      page.append("<p>Nothing yet.</p>");
    }
    int last = Math.max(0, oldestFirst.size() - SHOWN);
    for (int i = oldestFirst.size() - 1; i >= last; i--) {
      article(page, oldestFirst.get(i));
    }
    return page.append("</main></body></html>").toString();
  }

  private static void article(StringBuilder page, Message message) {
    boolean mail = message.kind() == Message.Kind.MAIL;
    page.append("<article><h2>");
    page.append(mail ? "Mail: " + escape(message.subject()) : "SMS").append("</h2><dl>");
    row(page, "To", String.join(", ", message.to()));
    row(page, "From", message.from());
    row(page, "Came", TIME.format(message.at()) + " by " + message.via());
    page.append("</dl><pre>").append(escape(message.text())).append("</pre>");
    if (!message.html().isEmpty()) {
      page.append("<details><summary>HTML part</summary><pre>");
      page.append(escape(message.html())).append("</pre></details>");
    }
    page.append("</article>");
  }

  private static void row(StringBuilder page, String name, String value) {
    page.append("<dt>").append(name).append("</dt><dd>").append(escape(value)).append("</dd>");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
