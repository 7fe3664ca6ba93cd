package ng.bills.sandbox.vtpass;

import java.util.Optional;

/** The categories of {@code /service-categories}, in the order they are listed. */
enum ServiceKind {
  AIRTIME("airtime", "Airtime Recharge"),
  DATA("data", "Data Services"),
  TV("tv-subscription", "TV Subscription"),
  ELECTRICITY("electricity-bill", "Electricity Bill"),
  EDUCATION("education", "Education"),
  OTHER("other-services", "Other Services"),
  INSURANCE("insurance", "Insurance");

  final String identifier;

  /** Name of the category; also {@code type} of a transaction. */
  final String typeName;

  ServiceKind(String identifier, String typeName) {
    this.identifier = identifier;
    this.typeName = typeName;
  }

  static Optional<ServiceKind> of(String identifier) {
    for (ServiceKind kind : values()) {
      if (kind.identifier.equals(identifier)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** Whether the variation decides what is bought, so that a purchase must name one. */
  boolean soldByVariation() {
    return this == DATA || this == TV || this == EDUCATION;
  }
}
