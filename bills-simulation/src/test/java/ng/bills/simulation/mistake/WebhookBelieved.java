package ng.bills.simulation.mistake;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.vending.port.WebhookReading;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.VendReference;
import ng.bills.simulation.node.Assembly;
import ng.bills.simulation.node.Planting;

/** What a webhook says about an order is taken for its outcome; nobody asks. */
final class WebhookBelieved implements Planting {

  private final Map<VendReference, String> said = new HashMap<>();

  @Override
  public void plant(Assembly assembly, MemoryWorld database) {
    WrappedProvider.plant(assembly, Credulous::new);
  }

  private final class Credulous extends WrappedProvider {
    private Credulous(BillProvider line) {
      super(line);
    }

    @Override
    public WebhookReading readWebhook(WebhookDelivery delivery) {
      WebhookReading reading = super.readWebhook(delivery);
      if (reading instanceof WebhookReading.Event event) {
        event.reference().ifPresent(reference -> said.put(reference, event.kind()));
      }
      return reading;
    }

    @Override
    public RequeryOutcome requery(
        VendReference reference, Optional<ProviderReference> theirs, Money ordered) {
      return "failed".equals(said.get(reference))
          ? new Rejected(RejectionReason.NOT_SOLD, "webhook", "said by webhook")
          : super.requery(reference, theirs, ordered);
    }
  }
}
