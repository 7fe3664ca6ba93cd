package ng.bills.infrastructure.stellar;

import jakarta.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import ng.bills.domain.funds.PaymentMemo;

/**
 * Reads the memo of a transaction. {@code memo_bytes} is the truth; {@code memo} is what Horizon
 * made of it and counts only when there are no bytes (old versions) and nothing was replaced.
 *
 * <p>A muxed address means its number and not the memo. No payment of ours has such a number, so
 * money sent to one names no payment, whatever its memo says: a person decides.
 */
final class MemoCodec {

  private static final int LONGEST_TEXT = 64;
  private static final char REPLACEMENT = '\ufffd';

  /**
   * A memo as it was understood.
   *
   * @param payment the payment it names
   * @param text for people, at most 64 characters, nothing in it that does not print
   */
  record Read(Optional<PaymentMemo> payment, Optional<String> text) {}

  private MemoCodec() {}

  /**
   * Reads.
   *
   * @param transaction the transaction as Horizon gives it
   * @param muxedId the number of the muxed address it was sent to
   */
  static Read read(JsonObject transaction, Optional<String> muxedId) {
    Read memo = memo(transaction);
    if (muxedId.isEmpty()) {
      return memo;
    }
    String text = "muxed id " + muxedId.get() + memo.text().map(t -> "; " + t).orElse("");
    return new Read(Optional.empty(), Optional.of(printable(text)));
  }

  private static Read memo(JsonObject transaction) {
    String type = JsonFields.text(transaction, "memo_type").orElse("");
    Optional<String> memo = JsonFields.text(transaction, "memo");
    switch (type) {
      case "none":
        return new Read(Optional.empty(), Optional.empty());
      case "text":
        return text(memo, JsonFields.text(transaction, "memo_bytes"));
      case "id":
        return shown("id " + memo.orElse("?"));
      case "hash":
      case "return":
        return shown(type + " " + memo.flatMap(MemoCodec::bytes).map(MemoCodec::hex).orElse("?"));
      default:
        return shown("unreadable memo");
    }
  }

  private static Read text(Optional<String> memo, Optional<String> memoBytes) {
    if (memoBytes.isEmpty()) {
      Optional<String> whole = memo.filter(t -> t.indexOf(REPLACEMENT) < 0);
      return new Read(whole.flatMap(PaymentMemo::read), memo.map(MemoCodec::printable));
    }
    Optional<byte[]> bytes = bytes(memoBytes.get());
    if (bytes.isEmpty()) {
      return shown("unreadable memo");
    }
    Optional<String> text = utf8(bytes.get());
    if (text.isEmpty()) {
      return shown("not text: " + hex(bytes.get()));
    }
    return new Read(PaymentMemo.read(text.get()), text.map(MemoCodec::printable));
  }

  private static Read shown(String text) {
    return new Read(Optional.empty(), Optional.of(printable(text)));
  }

  private static Optional<byte[]> bytes(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Control and formatting characters would hide or turn text around, and NUL is no SQL text. */
  private static String printable(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints().forEach(point -> clean.appendCodePoint(prints(point) ? point : REPLACEMENT));
    if (clean.length() <= LONGEST_TEXT) {
      return clean.toString();
    }
    int end = clean.offsetByCodePoints(0, clean.codePointCount(0, LONGEST_TEXT - 1) - 1);
    return clean.substring(0, end) + '…';
  }

  private static boolean prints(int point) {
    int kind = Character.getType(point);
    return kind != Character.CONTROL
        && kind != Character.FORMAT
        && kind != Character.SURROGATE
        && kind != Character.LINE_SEPARATOR
        && kind != Character.PARAGRAPH_SEPARATOR;
  }
}
