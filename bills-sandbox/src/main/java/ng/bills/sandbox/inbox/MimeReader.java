package ng.bills.sandbox.inbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a mail far enough to show it: unfolded headers with encoded words (RFC 2047), and the first
 * plain and the first HTML part, through any nesting of multiparts, with base64 and
 * quoted-printable undone. Attachments are left out. What is broken is shown as it came.
 */
final class MimeReader {
  /** The readable content of a mail. */
  record Content(Map<String, String> headers, String text, String html) {}

  private static final Pattern ENCODED_WORD =
      Pattern.compile("=\\?([^?\\s]+)\\?([bBqQ])\\?([^?]*)\\?=");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("\\?=\\s+=\\?");
  private static final int DEEPEST = 10;

  private String text;
  private String html;

  private MimeReader() {}

  static Content read(byte[] mail) {
    // one char is one byte: bytes stay what they are until a part says its charset
    String raw = new String(mail, StandardCharsets.ISO_8859_1);
    Map<String, String> headers = headers(raw);
    MimeReader reader = new MimeReader();
    reader.part(raw, 0);
    Map<String, String> decoded = new LinkedHashMap<>();
    headers.forEach((name, value) -> decoded.put(name, words(utf8(value))));
    return new Content(
        decoded, reader.text == null ? "" : reader.text, reader.html == null ? "" : reader.html);
  }

  private void part(String raw, int depth) {
    Map<String, String> headers = headers(raw);
    String type = headers.getOrDefault("Content-Type", "text/plain; charset=us-ascii");
    String kind = type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    String disposition = headers.getOrDefault("Content-Disposition", "").toLowerCase(Locale.ROOT);
    String body = body(raw);
    if (kind.startsWith("multipart/") && depth < DEEPEST) {
      String boundary = parameter(type, "boundary");
      for (String inner : split(body, boundary)) {
        part(inner, depth + 1);
      }
    } else if (kind.startsWith("text/") && !disposition.startsWith("attachment")) {
      byte[] bytes = decode(body, headers.getOrDefault("Content-Transfer-Encoding", "7bit"));
      String shown =
          new String(bytes, charset(parameter(type, "charset"))).replace("\r\n", "\n").strip();
      if (kind.equals("text/html")) {
        html = html == null ? shown : html;
      } else {
        text = text == null ? shown : text;
      }
    }
  }

  private static Map<String, String> headers(String raw) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    int end = raw.indexOf("\r\n\r\n");
    String head = end < 0 ? raw : raw.substring(0, end);
    for (String line : head.replaceAll("\r\n(?=[ \t])", "").split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.putIfAbsent(line.substring(0, colon).trim(), line.substring(colon + 1).trim());
      }
    }
    return headers;
  }

  private static String body(String raw) {
    if (raw.startsWith("\r\n")) {
      return raw.substring(2); // a part without headers
    }
    int end = raw.indexOf("\r\n\r\n");
    return end < 0 ? "" : raw.substring(end + 4);
  }

  private static String[] split(String body, String boundary) {
    String normal = "\r\n" + body;
    int end = normal.indexOf("\r\n--" + boundary + "--");
    String inside = end < 0 ? normal : normal.substring(0, end);
    String[] pieces = inside.split(Pattern.quote("\r\n--" + boundary) + "[ \t]*\r\n", -1);
    return pieces.length < 2
        ? new String[0]
        : java.util.Arrays.copyOfRange(pieces, 1, pieces.length); // the first is the preamble
  }

  private static byte[] decode(String body, String encoding) {
    return switch (encoding.trim().toLowerCase(Locale.ROOT)) {
      case "base64" -> base64(body);
      case "quoted-printable" -> quotedPrintable(body, false);
      default -> body.getBytes(StandardCharsets.ISO_8859_1);
    };
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return text.getBytes(StandardCharsets.ISO_8859_1); // broken: shown as it came
    }
  }

  private static byte[] quotedPrintable(String text, boolean header) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    String joined = text.replaceAll("=[ \t]*\r\n", "");
    for (int i = 0; i < joined.length(); i++) {
      char c = joined.charAt(i);
      if (c == '=' && i + 2 < joined.length() && hex(joined, i + 1) && hex(joined, i + 2)) {
        out.write(Integer.parseInt(joined.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        out.write(header && c == '_' ? ' ' : c);
      }
    }
    return out.toByteArray();
  }

  private static boolean hex(String text, int at) {
    return Character.digit(text.charAt(at), 16) >= 0;
  }

  private static String words(String value) {
    Matcher matcher = ENCODED_WORD.matcher(BETWEEN_WORDS.matcher(value).replaceAll("?==?"));
    StringBuilder decoded = new StringBuilder();
    while (matcher.find()) {
      byte[] bytes =
          matcher.group(2).equalsIgnoreCase("b")
              ? base64(matcher.group(3))
              : quotedPrintable(matcher.group(3), true);
      matcher.appendReplacement(
          decoded, Matcher.quoteReplacement(new String(bytes, charset(matcher.group(1)))));
    }
    return matcher.appendTail(decoded).toString();
  }

  private static String utf8(String value) {
    return new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static String parameter(String header, String name) {
    Matcher matcher =
        Pattern.compile(
                ";\\s*" + name + "\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE)
            .matcher(header);
    if (!matcher.find()) {
      return "";
    }
    return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
  }

  private static Charset charset(String name) {
    try {
      Charset charset = name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(name);
      return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8; // unknown: the likeliest reading
    }
  }
}
