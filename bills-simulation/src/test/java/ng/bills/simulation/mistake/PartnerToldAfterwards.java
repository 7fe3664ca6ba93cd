package ng.bills.simulation.mistake;

import ng.bills.application.hook.port.HookEvents;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.port.AfterCommit;
import ng.bills.application.port.UnitOfWork;
import ng.bills.simulation.node.Assembly;
import ng.bills.simulation.node.Planting;

/** What a partner is to hear is written in a transaction of its own, after that of the move. */
final class PartnerToldAfterwards implements Planting {

  @Override
  public void plant(Assembly assembly, MemoryWorld database) {
    UnitOfWork tx = assembly.get(UnitOfWork.class);
    AfterCommit background = assembly.get(AfterCommit.class);
    assembly.wrap(
        HookEvents.class,
        events ->
            (partner, type, at, news) ->
                background.run(() -> tx.run(() -> events.tell(partner, type, at, news))));
  }
}
