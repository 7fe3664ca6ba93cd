package ng.bills.simulation.mistake;

import java.util.Optional;
import ng.bills.application.hook.port.HookCaller;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.domain.hook.HookUrl;
import ng.bills.simulation.node.Assembly;
import ng.bills.simulation.node.Planting;

/** A partner that does not answer is taken to have been told. */
final class SilenceTakenForReceipt implements Planting {

  @Override
  public void plant(Assembly assembly, MemoryWorld database) {
    assembly.wrap(HookCaller.class, Content::new);
  }

  private static final class Content implements HookCaller {
    private final HookCaller line;

    private Content(HookCaller line) {
      this.line = line;
    }

    @Override
    public Answer call(Call call) {
      Answer heard = line.call(call);
      return heard.status().isPresent()
          ? heard
          : new Answer(Optional.of(200), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public Optional<String> refusal(HookUrl url) {
      return line.refusal(url);
    }
  }
}
