package ng.bills.infrastructure.persistence.hook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import ng.bills.domain.hook.HookSecret;
import ng.bills.domain.hook.HookUrl;
import ng.bills.infrastructure.crypto.FieldCrypt;

/** Seals and opens what of webhooks nobody may read in the database. */
@ApplicationScoped
public class HookSeals {

  private final FieldCrypt crypt;

  @Inject
  public HookSeals(FieldCrypt crypt) {
    this.crypt = crypt;
  }

  /** For the container's proxy. */
  protected HookSeals() {
    this(null);
  }

  byte[] seal(UUID endpoint, HookUrl url) {
    return crypt.seal(context("url_sealed", endpoint), url.value());
  }

  HookUrl openUrl(UUID endpoint, byte[] sealed) {
    return new HookUrl(crypt.openText(context("url_sealed", endpoint), sealed));
  }

  /**
   * @param column {@code secret_sealed} or {@code former_secret_sealed}
   */
  byte[] seal(String column, UUID endpoint, HookSecret secret) {
    return crypt.seal(context(column, endpoint), secret.text());
  }

  HookSecret openSecret(String column, UUID endpoint, byte[] sealed) {
    return new HookSecret(crypt.openText(context(column, endpoint), sealed));
  }

  byte[] sealAnswer(UUID endpoint, UUID event, int number, String answer) {
    return crypt.seal(answerContext(endpoint, event, number), answer);
  }

  String openAnswer(UUID endpoint, UUID event, int number, byte[] sealed) {
    return crypt.openText(answerContext(endpoint, event, number), sealed);
  }

  private static String context(String column, UUID endpoint) {
    return "hook_endpoint." + column + "/" + endpoint;
  }

  private static String answerContext(UUID endpoint, UUID event, int number) {
    return "hook_attempt.answer_sealed/" + endpoint + "/" + event + "/" + number;
  }
}
