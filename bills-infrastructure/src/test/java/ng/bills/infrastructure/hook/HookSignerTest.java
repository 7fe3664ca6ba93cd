package ng.bills.infrastructure.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import ng.bills.domain.hook.HookEventId;
import ng.bills.domain.hook.HookSecret;
import ng.bills.infrastructure.crypto.SecureIdSource;
import org.junit.jupiter.api.Test;

class HookSignerTest {

  private final SecureIdSource ids = new SecureIdSource();

  @Test
  void givenManyBodies_whenSigned_thenAsTheStandardsLibrarySigns() throws WebhookSigningException {
    for (int i = 0; i < 200; i++) {
      HookSecret secret = HookSecret.of(ids.randomBytes(HookSecret.BYTES));
      HookEventId id = new HookEventId(UUID.randomUUID());
      Instant at = Instant.ofEpochSecond(1_700_000_000L + i, i);
      String body = "{\"n\":" + i + ",\"text\":\"\u20a6 " + ids.randomText(i) + "\"}";
      assertThat(HookSigner.sign(List.of(secret), id, at, body))
          .isEqualTo(new Webhook(secret.text()).sign(id.toString(), at.getEpochSecond(), body));
    }
  }

  /** The example in the specification of Standard Webhooks. */
  @Test
  void givenTheExampleOfTheStandard_whenVerified_thenTheirLibraryAgreesWithItself()
      throws WebhookSigningException {
    String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    String signature =
        new Webhook(secret)
            .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}");
    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assertThat(new HookSecret(secret).key()).hasSize(24);
  }
}
