package ng.bills.sandbox.vtpass;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import ng.bills.sandbox.http.JsonText;

/** Answers that are a code of the code table and its words, and nothing else. Pure. */
final class Refusals {
  private static final Map<String, String> DESCRIPTIONS = new TreeMap<>();

  static {
    DESCRIPTIONS.put("010", "VARIATION CODE DOES NOT EXIST");
    DESCRIPTIONS.put("011", "INVALID ARGUMENTS");
    DESCRIPTIONS.put("012", "PRODUCT DOES NOT EXIST");
    DESCRIPTIONS.put("013", "BELOW MINIMUM AMOUNT ALLOWED");
    DESCRIPTIONS.put("014", "REQUEST ID ALREADY EXIST");
    DESCRIPTIONS.put("015", "INVALID REQUEST ID");
    DESCRIPTIONS.put("016", "TRANSACTION FAILED");
    DESCRIPTIONS.put("017", "ABOVE MAXIMUM AMOUNT ALLOWED");
    DESCRIPTIONS.put("018", "LOW WALLET BALANCE");
    DESCRIPTIONS.put("019", "LIKELY DUPLICATE TRANSACTION");
    DESCRIPTIONS.put("021", "ACCOUNT LOCKED");
    DESCRIPTIONS.put("022", "ACCOUNT SUSPENDED");
    DESCRIPTIONS.put("023", "API ACCESS NOT ENABLE FOR USER");
    DESCRIPTIONS.put("024", "ACCOUNT INACTIVE");
    DESCRIPTIONS.put("027", "IP NOT WHITELISTED");
    DESCRIPTIONS.put("028", "PRODUCT IS NOT WHITELISTED ON YOUR ACCOUNT");
    DESCRIPTIONS.put("030", "BILLER NOT REACHABLE AT THIS POINT");
    DESCRIPTIONS.put("031", "BELOW MINIMUM QUANTITY ALLOWED");
    DESCRIPTIONS.put("032", "ABOVE MINIMUM QUANTITY ALLOWED"); // their words, for the maximum
    DESCRIPTIONS.put("034", "SERVICE SUSPENDED");
    DESCRIPTIONS.put("035", "SERVICE INACTIVE");
    DESCRIPTIONS.put("044", "TRANSACTION RESOLVED");
    DESCRIPTIONS.put("083", "SYSTEM ERROR");
    DESCRIPTIONS.put("085", "IMPROPER REQUEST ID: DOES NOT CONTAIN TODAY'S DATE");
    DESCRIPTIONS.put("089", "REQUEST PROCESSING, PLEASE WAIT BEFORE ANOTHER REQUEST");
    DESCRIPTIONS.put("091", "TRANSACTION NOT PROCESSED");
  }

  private Refusals() {}

  static JsonObject of(String code) {
    return JsonText.object()
        .add("code", code)
        .add("response_description", DESCRIPTIONS.getOrDefault(code, "NOT PROCESSED"))
        .build();
  }

  static JsonObject invalid(String field) {
    return JsonText.object()
        .add("code", "011")
        .add("response_description", DESCRIPTIONS.get("011"))
        .add(
            "content",
            JsonText.object().add("errors", "The " + field + " field is required or not valid."))
        .build();
  }
}
