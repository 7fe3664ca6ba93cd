package ng.bills.application.notice.port;

import ng.bills.domain.notice.NoticeChannel;

/**
 * A carrier of messages. Never throws for an answer. A lost answer may mean that the message was
 * carried; it is sent again, rather twice than never. Must not be called inside a unit of work.
 */
public interface Notifier {

  /**
   * A message.
   *
   * @param to e-mail address, or phone number as {@code +234…}
   * @param subject for e-mail
   * @param text the whole text; for SMS in GSM-7 characters
   */
  record Message(String to, String subject, String text) {

    @Override
    public String toString() {
      return "message";
    }
  }

  /** What became of it. */
  sealed interface Result {}

  /** The carrier took it. */
  record Accepted() implements Result {}

  /**
   * Not taken, or nobody knows.
   *
   * @param error what was seen, without personal data
   * @param forGood whether trying again is pointless (no such address)
   */
  record NotAccepted(String error, boolean forGood) implements Result {}

  NoticeChannel channel();

  Result send(Message message);
}
