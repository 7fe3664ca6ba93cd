package ng.bills.web.api.json;

import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import ng.bills.application.payment.Fault;

/**
 * A JSON object read strictly: members that are not expected, wrong types, repeated names and texts
 * that are too long are named one by one, so that a caller learns all faults of a body at once. A
 * {@code null} counts as absent. Numbers are decimals.
 */
public final class JsonForm {

  /** How large a body may be, in bytes. */
  public static final int MAX_BYTES = 64 * 1024;

  private static final int MAX_DEPTH = 16;

  private static final Pattern SECRET =
      Pattern.compile("\\d(?:[ -]?\\d){5,}|(?:bk_(?:live|test)|whsec)_[\\w+/=-]+");
  private static final int MAX_FAULTS = 50;
  private static final int MAX_TEXTS = 50;
  private static final int MAX_NUMBER_LENGTH = 40;

  private static final JsonParserFactory PARSERS =
      JsonProvider.provider().createParserFactory(Map.of());

  /** The body is not such a JSON object at all. */
  public static final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  /** What a member may hold. */
  public enum Kind {
    TEXT,
    NUMBER,
    FLAG,
    /** A list of texts. */
    TEXTS,
    /** An object of texts, numbers and flags. */
    NOTES
  }

  /**
   * A member that is expected.
   *
   * @param name its name
   * @param kind what it may hold
   * @param maxLength of a text
   */
  public record Member(String name, Kind kind, int maxLength) {

    public static Member text(String name, int maxLength) {
      return new Member(name, Kind.TEXT, maxLength);
    }

    public static Member number(String name) {
      return new Member(name, Kind.NUMBER, 0);
    }

    public static Member flag(String name) {
      return new Member(name, Kind.FLAG, 0);
    }

    /**
     * @param maxLength of each
     */
    public static Member texts(String name, int maxLength) {
      return new Member(name, Kind.TEXTS, maxLength);
    }

    public static Member notes(String name) {
      return new Member(name, Kind.NOTES, 0);
    }
  }

  private final Map<String, Member> members = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, BigDecimal> numbers = new HashMap<>();
  private final Set<String> flags = new HashSet<>();
  private final Map<String, List<String>> lists = new HashMap<>();
  private final Map<String, String> notes = new LinkedHashMap<>();
  private final Map<String, Fault> faults = new LinkedHashMap<>();

  private JsonForm(List<Member> expected) {
    expected.forEach(m -> members.put(m.name(), m));
  }

  /**
   * Reads a body.
   *
   * @throws MalformedException when it is no JSON object in UTF-8
   */
  public static JsonForm read(byte[] body, List<Member> expected) throws MalformedException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("the body is not UTF-8");
    }
    if (text.startsWith("\uFEFF")) {
      throw new MalformedException("the body begins with a byte order mark; send it without");
    }
    JsonForm form = new JsonForm(expected);
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      form.readObject(parser);
      if (parser.hasNext()) {
        throw new MalformedException("there is more after the JSON object");
      }
    } catch (JsonParsingException e) {
      throw new MalformedException(
          "the body is not JSON at line "
              + e.getLocation().getLineNumber()
              + ", column "
              + e.getLocation().getColumnNumber());
    } catch (JsonException | NoSuchElementException | IllegalStateException e) {
      throw new MalformedException("the body is not a complete JSON object");
    }
    return form;
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  public Optional<BigDecimal> number(String name) {
    return Optional.ofNullable(numbers.get(name));
  }

  /** Whether a flag is there and true. */
  public boolean flag(String name) {
    return flags.contains(name);
  }

  /** The texts of a list; empty when there is none. */
  public List<String> texts(String name) {
    return List.copyOf(lists.getOrDefault(name, List.of()));
  }

  /** The entries of the one member of that kind. */
  public Map<String, String> notes() {
    return Map.copyOf(notes);
  }

  /** What is wrong, at most one fault per field. */
  public List<Fault> faults() {
    return List.copyOf(faults.values());
  }

  private void readObject(JsonParser parser) throws MalformedException {
    if (!parser.hasNext() || parser.next() != JsonParser.Event.START_OBJECT) {
      throw new MalformedException("the body must be a JSON object");
    }
    Set<String> seen = new HashSet<>();
    while (parser.next() != JsonParser.Event.END_OBJECT) {
      String name = parser.getString();
      JsonParser.Event value = parser.next();
      Member member = members.get(name);
      if (member == null) {
        fault(printable(name), "UNKNOWN_FIELD", "there is no such field");
        skip(parser, value);
      } else if (!seen.add(name)) {
        fault(name, "DUPLICATE_FIELD", "is there more than once");
        skip(parser, value);
      } else {
        readMember(parser, value, member);
      }
    }
  }

  private void readMember(JsonParser parser, JsonParser.Event value, Member member)
      throws MalformedException {
    String name = member.name();
    if (value == JsonParser.Event.VALUE_NULL) {
      return;
    }
    switch (member.kind()) {
      case TEXT -> {
        if (value == JsonParser.Event.VALUE_STRING) {
          readText(member, parser.getString());
        } else {
          fault(name, "WRONG_TYPE", "must be a text in quotes");
          skip(parser, value);
        }
      }
      case NUMBER -> {
        if (value == JsonParser.Event.VALUE_NUMBER) {
          readNumber(name, parser.getString());
        } else {
          fault(name, "WRONG_TYPE", "must be a number, without quotes");
          skip(parser, value);
        }
      }
      case FLAG -> {
        if (value == JsonParser.Event.VALUE_TRUE) {
          flags.add(name);
        } else if (value != JsonParser.Event.VALUE_FALSE) {
          fault(name, "WRONG_TYPE", "must be true or false, without quotes");
          skip(parser, value);
        }
      }
      case TEXTS -> {
        if (value == JsonParser.Event.START_ARRAY) {
          readTexts(parser, member);
        } else {
          fault(name, "WRONG_TYPE", "must be a list of texts");
          skip(parser, value);
        }
      }
      case NOTES -> {
        if (value == JsonParser.Event.START_OBJECT) {
          readNotes(parser, name);
        } else {
          fault(name, "WRONG_TYPE", "must be an object of texts, numbers and flags");
          skip(parser, value);
        }
      }
    }
  }

  private void readText(Member member, String text) {
    if (text.isBlank()) {
      fault(member.name(), "REQUIRED", "must not be blank; leave it out if there is none");
    } else if (text.length() > member.maxLength()) {
      fault(member.name(), "TOO_LONG", "may have at most " + member.maxLength() + " characters");
    } else if (!isPrintable(text)) {
      fault(member.name(), "MALFORMED", "has characters that cannot be printed");
    } else {
      texts.put(member.name(), text);
    }
  }

  private void readTexts(JsonParser parser, Member member) throws MalformedException {
    List<String> texts = new ArrayList<>();
    for (JsonParser.Event value = parser.next();
        value != JsonParser.Event.END_ARRAY;
        value = parser.next()) {
      if (value != JsonParser.Event.VALUE_STRING) {
        fault(member.name(), "WRONG_TYPE", "must be a list of texts");
        skip(parser, value);
      } else if (texts.size() == MAX_TEXTS) {
        fault(member.name(), "TOO_LONG", "may have at most " + MAX_TEXTS + " texts");
      } else if (parser.getString().length() > member.maxLength()) {
        fault(
            member.name(),
            "TOO_LONG",
            "each may have at most " + member.maxLength() + " characters");
      } else {
        texts.add(parser.getString());
      }
    }
    lists.put(member.name(), texts);
  }

  private void readNumber(String name, String digits) {
    if (digits.length() > MAX_NUMBER_LENGTH) {
      fault(name, "AMOUNT_INVALID", "too large or too long");
      return;
    }
    try {
      numbers.put(name, new BigDecimal(digits));
    } catch (NumberFormatException e) {
      // JSON allows exponents that no decimal can have
      fault(name, "AMOUNT_INVALID", "too large or too long");
    }
  }

  private void readNotes(JsonParser parser, String name) throws MalformedException {
    while (parser.next() != JsonParser.Event.END_OBJECT) {
      String key = parser.getString();
      JsonParser.Event value = parser.next();
      if (key.isBlank() || !isPrintable(key)) {
        fault(name, "MALFORMED", "has a name that is blank or cannot be printed");
        skip(parser, value);
      } else if (notes.containsKey(key)) {
        fault(name, "DUPLICATE_FIELD", "has \"" + printable(key) + "\" more than once");
        skip(parser, value);
      } else {
        readNote(parser, value, name, key);
      }
    }
  }

  private void readNote(JsonParser parser, JsonParser.Event value, String name, String key)
      throws MalformedException {
    switch (value) {
      case VALUE_STRING, VALUE_NUMBER -> {
        String text = parser.getString();
        if (isPrintable(text)) {
          notes.put(key, text);
        } else {
          fault(
              name,
              "MALFORMED",
              "\"" + printable(key) + "\" has characters that cannot be printed");
        }
      }
      case VALUE_TRUE -> notes.put(key, "true");
      case VALUE_FALSE -> notes.put(key, "false");
      default -> {
        fault(name, "WRONG_TYPE", "\"" + printable(key) + "\" must be a text, number or flag");
        skip(parser, value);
      }
    }
  }

  private static void skip(JsonParser parser, JsonParser.Event first) throws MalformedException {
    List<JsonParser.Event> open = new ArrayList<>();
    JsonParser.Event event = first;
    while (true) {
      switch (event) {
        case START_OBJECT, START_ARRAY -> open.add(event);
        case END_OBJECT, END_ARRAY -> open.remove(open.size() - 1);
        default -> {
          // a name or a scalar changes no depth
        }
      }
      if (open.isEmpty()) {
        return;
      }
      if (open.size() > MAX_DEPTH) {
        throw new MalformedException("the body is nested too deeply");
      }
      event = parser.next();
    }
  }

  private void fault(String field, String code, String message) {
    if (faults.size() < MAX_FAULTS) {
      faults.putIfAbsent(field, new Fault(field, code, message));
    }
  }

  /**
   * The name as it may be shown again: short, and nothing in it that cannot be printed or looks
   * like an account, a phone, a token or a key. Answers are logged by others.
   */
  public static String printable(String name) {
    String clean = isPrintable(name) ? SECRET.matcher(name).replaceAll("***") : "(unprintable)";
    return clean.length() > 64 ? clean.substring(0, 64) : clean;
  }

  private static boolean isPrintable(String text) {
    return text.codePoints()
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
  }
}
