package ng.bills.web.api.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Bodies: good ones, good ones with members changed, and those with their bytes damaged. */
final class BodyMaker {

  private static final List<String> TEXTS =
      List.of(
          "",
          "   ",
          "electricity",
          "airtime",
          "ekedc",
          "ikedc",
          "yedc",
          "mtn",
          "45012345678",
          "08031234567",
          "-45012345678",
          "PREPAID",
          "prepaid",
          "NGN",
          "USD",
          "stellar",
          "wallet",
          "\\u0000",
          "\\uD800",
          "\\uDC00\\uD800",
          "\\uFEFF",
          "\\u202E",
          "₦€𝄞",
          "' or 1=1--",
          "${7*7}",
          "#{7*7}",
          "{max}",
          "<script>alert(1)</script>",
          "../../etc/passwd",
          "a@b.ng",
          "2026-11-21T00:00:00Z",
          "x".repeat(65),
          "x".repeat(300),
          "9".repeat(5_000));

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0",
          "-1",
          "5000",
          "5000.00",
          "5000.001",
          "1e3",
          "1E400",
          "1e-400",
          "1e999999999",
          "-1e99999999999",
          "99999999999999999999999999999999999999999",
          "0.1000000000000000055511151231257827021181583404541015625",
          "NaN",
          "Infinity",
          "0x10",
          "01",
          "1.",
          ".5",
          "[]",
          "{}",
          "[[[[]]]]",
          "{\"a\":{\"a\":{\"a\":1}}}",
          "[1,\"a\",null]",
          "'single'",
          "undefined",
          "");

  private static final List<String> NAMES =
      List.of(
          "bill_type",
          "provider_code",
          "account_number",
          "account_type",
          "plan_code",
          "subscription_change",
          "amount",
          "currency",
          "payment_source",
          "customer_email",
          "customer_phone",
          "request_reference",
          "metadata",
          "Bill_Type",
          "\\u0061mount",
          "__proto__",
          "",
          "\\u0000",
          "\\uD800",
          "a".repeat(300));

  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private BodyMaker() {}

  /** A body for validate or pay; about a third of them are good. */
  static byte[] make(Dice dice, boolean pay) {
    List<Map.Entry<String, String>> members = new ArrayList<>(good(dice, pay));
    if (dice.percent(60)) {
      for (int changes = 1 + dice.below(3); changes > 0; changes--) {
        change(dice, members);
      }
    }
    if (dice.percent(5)) {
      return dice.bytes(dice.below(2_000));
    }
    byte[] body = write(members).getBytes(StandardCharsets.UTF_8);
    return dice.percent(25) ? damage(dice, body) : body;
  }

  private static List<Map.Entry<String, String>> good(Dice dice, boolean pay) {
    List<Map.Entry<String, String>> members = new ArrayList<>();
    boolean meter = dice.percent(60);
    members.add(Map.entry("bill_type", meter ? "\"electricity\"" : "\"airtime\""));
    String disco = dice.percent(95) ? "\"ekedc\"" : "\"yedc\"";
    members.add(Map.entry("provider_code", meter ? disco : "\"mtn\""));
    members.add(Map.entry("account_number", meter ? "\"45012345678\"" : "\"08031234567\""));
    if (meter) {
      members.add(Map.entry("account_type", dice.percent(70) ? "\"PREPAID\"" : "\"POSTPAID\""));
    }
    if (pay) {
      members.add(Map.entry("amount", meter ? "5000" : "500"));
      members.add(Map.entry("currency", "\"NGN\""));
      if (dice.percent(30)) {
        members.add(Map.entry("customer_email", "\"ada@example.com\""));
      }
      if (dice.percent(20)) {
        members.add(Map.entry("metadata", "{\"till\":7,\"gift\":true,\"to\":\"Ada ₦\"}"));
      }
      if (dice.percent(20)) { // few, so that some come again
        members.add(Map.entry("request_reference", "\"fuzz-" + dice.below(200) + "\""));
      }
    }
    return members;
  }

  private static void change(Dice dice, List<Map.Entry<String, String>> members) {
    int at = members.isEmpty() ? -1 : dice.below(members.size());
    switch (dice.below(6)) {
      case 0 -> members.add(Map.entry(dice.of(NAMES), value(dice)));
      case 1 -> Collections.shuffle(members, new java.util.Random(dice.below(1_000)));
      case 2 -> {
        if (at >= 0) {
          members.remove(at);
        }
      }
      case 3 -> {
        if (at >= 0) {
          members.add(members.get(at));
        }
      }
      default -> {
        if (at >= 0) {
          members.set(at, Map.entry(members.get(at).getKey(), value(dice)));
        }
      }
    }
  }

  private static String value(Dice dice) {
    return switch (dice.below(10)) {
      case 0, 1, 2, 3 -> "\"" + dice.of(TEXTS) + "\"";
      case 4 -> "{\"" + dice.of(NAMES) + "\":" + value(dice) + "}";
      case 5 -> "[" + value(dice) + "," + value(dice) + "]";
      case 6 -> "[".repeat(dice.below(1_200)) + "]".repeat(dice.below(1_200));
      default -> dice.of(VALUES);
    };
  }

  private static String write(List<Map.Entry<String, String>> members) {
    StringBuilder json = new StringBuilder("{");
    for (Map.Entry<String, String> member : members) {
      json.append(json.length() > 1 ? "," : "")
          .append('"')
          .append(member.getKey())
          .append("\":")
          .append(member.getValue());
    }
    return json.append('}').toString();
  }

  /** Damages the bytes of a body. */
  static byte[] damage(Dice dice, byte[] body) {
    int at = dice.below(body.length + 1);
    return switch (dice.below(9)) {
      case 0 -> Arrays.copyOf(body, at);
      case 1 -> join(body, dice.bytes(1 + dice.below(20)));
      case 2 -> join(BOM, body);
      case 3 -> join(body, dice.of(List.of("{}", "x", "\0", ",", "}", "//", "\n\n ")).getBytes());
      case 4 -> new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
      case 5 -> join(body, new byte[dice.percent(50) ? 65_000 : 70_000]);
      case 6 ->
          join(
              join(Arrays.copyOf(body, at), dice.bytes(1 + dice.below(4))),
              Arrays.copyOfRange(body, at, body.length));
      case 7 -> new byte[0];
      default -> {
        byte[] flipped = body.clone();
        for (int i = 1 + dice.below(3); i > 0 && flipped.length > 0; i--) {
          flipped[dice.below(flipped.length)] ^= (byte) (1 << dice.below(8));
        }
        yield flipped;
      }
    };
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
