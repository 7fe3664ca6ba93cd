package ng.bills.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import ng.bills.client.ApiClient;
import ng.bills.client.ApiException;
import ng.bills.client.api.CatalogueApi;
import ng.bills.client.api.PaymentsApi;
import ng.bills.client.api.WebhookEndpointsApi;
import ng.bills.client.model.AccountAnswer;
import ng.bills.client.model.AccountQuestion;
import ng.bills.client.model.EndpointForm;
import ng.bills.client.model.EndpointWithSecret;
import ng.bills.client.model.MetadataValue;
import ng.bills.client.model.Outcome;
import ng.bills.client.model.PaymentAccepted;
import ng.bills.client.model.PaymentForm;
import ng.bills.client.model.PaymentInstructions;
import ng.bills.client.model.PaymentStatus;
import ng.bills.client.model.PaymentStory;
import ng.bills.client.model.State;
import org.junit.jupiter.api.Test;

/** The generated Java client against the running system: each answer is read into its model. */
class JavaClientIT extends AcceptanceTest {

  private final ApiClient bills = client();
  private final PaymentsApi payments = new PaymentsApi(bills);

  private static ApiClient client() {
    String key = system().newApiKey("Java client");
    ApiClient client = new ApiClient();
    client.updateBaseUri(system().uri("/api/v1").toString());
    client.setHttpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1));
    client.setReadTimeout(Duration.ofSeconds(20));
    client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + key));
    return client;
  }

  @Test
  void givenTheGeneratedClient_whenABillIsBought_thenItReadsEveryAnswer() throws ApiException {
    String meter = "45061234600";
    system().sandbox().vtpass().register(meter);
    assertThat(new CatalogueApi(bills).listBillTypes().getBillTypes())
        .anyMatch(type -> type.getType().equals("electricity"));
    AccountAnswer account =
        payments.validateAccount(
            new AccountQuestion()
                .billType("electricity")
                .providerCode("ikedc")
                .accountNumber(meter)
                .accountType(AccountQuestion.AccountTypeEnum.PREPAID));
    assertThat(account.getValid()).isTrue();
    assertThat(account.getAccountInfo().getAccountNumber()).isEqualTo("450****600");

    PaymentForm form =
        new PaymentForm()
            .billType("electricity")
            .providerCode("ikedc")
            .accountNumber(meter)
            .accountType(PaymentForm.AccountTypeEnum.PREPAID)
            .amount(new BigDecimal("1500.50"))
            .currency(PaymentForm.CurrencyEnum.NGN)
            .metadata(
                Map.of(
                    "shop", new MetadataValue("seven"),
                    "till", new MetadataValue(new BigDecimal(3))));
    String key = UUID.randomUUID().toString();
    PaymentAccepted accepted = payments.requestPayment(form, key);
    assertThat(accepted.getTotal()).isEqualByComparingTo("1530.50");
    assertThat(accepted.getStatus()).isEqualTo(PaymentAccepted.StatusEnum.PENDING_PAYMENT);
    assertThat(payments.requestPayment(form, key)).isEqualTo(accepted);

    PaymentInstructions how = accepted.getInstructions();
    new PayingCustomer(system().sandbox().hubUrl())
        .pay(how.getSendTo(), how.getAmountCngn().toPlainString(), how.getMemo());
    PaymentStatus status = paid(accepted.getTransactionId());
    assertThat(status.getStatus()).isEqualTo(State.COMPLETED);
    assertThat(status.getToken()).matches("[\\d-]{24}");
    assertThat(status.getPaymentDetails().getFee()).isEqualByComparingTo("30.00");

    PaymentStory story = payments.showPayment(accepted.getTransactionId());
    assertThat(story.getMetadata()).containsEntry("shop", "seven").containsEntry("till", "3");
    assertThat(story.getCompletedAt()).isEqualTo(status.getCompletedAt());
    assertThat(payments.listPayments(1, null, null, "completed", null, null, null).getPayments())
        .hasSize(1);
    assertThat(payments.paymentStats(null, null).getTotalSpent()).isEqualByComparingTo("1530.50");
    assertThat(payments.refundClock(null, null).getBreaches()).isEmpty();
  }

  private PaymentStatus paid(UUID id) {
    AtomicReference<PaymentStatus> last = new AtomicReference<>();
    BillsSystem.await(
        "the payment is paid",
        Duration.ofSeconds(60),
        () -> {
          try {
            last.set(payments.paymentStatus(id));
          } catch (ApiException e) {
            throw new IllegalStateException(e);
          }
          return last.get().getOutcome() == Outcome.PAID;
        });
    return last.get();
  }

  @Test
  void givenEndpointAndFaults_whenCalled_thenSecretAndProblemAreRead() throws ApiException {
    WebhookEndpointsApi endpoints = new WebhookEndpointsApi(bills);
    EndpointWithSecret created =
        endpoints.createWebhookEndpoint(
            new EndpointForm().url(java.net.URI.create(system().sandbox().receiver().baseUrl())));
    assertThat(created.getSecret()).startsWith("whsec_");
    assertThat(endpoints.testWebhookEndpoint(created.getId()).getWebhookId()).isNotNull();
    endpoints.deleteWebhookEndpoint(created.getId());

    ApiException gone =
        catchThrowableOfType(
            ApiException.class, () -> endpoints.getWebhookEndpoint(created.getId()));
    assertThat(gone.getCode()).isEqualTo(404);
    assertThat(gone.getResponseBody()).contains("\"ENDPOINT_NOT_FOUND\"");
  }
}
