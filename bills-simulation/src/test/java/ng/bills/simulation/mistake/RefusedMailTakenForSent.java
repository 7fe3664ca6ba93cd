package ng.bills.simulation.mistake;

import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.notice.port.Notifier;
import ng.bills.application.notice.port.Notifiers;
import ng.bills.domain.notice.NoticeChannel;
import ng.bills.simulation.node.Assembly;
import ng.bills.simulation.node.Planting;

/** Mail that was handed over is taken to be carried, whatever the carrier says. */
final class RefusedMailTakenForSent implements Planting {

  @Override
  public void plant(Assembly assembly, MemoryWorld database) {
    assembly.wrap(Notifiers.class, all -> channel -> all.by(channel).map(Careless::new));
  }

  private static final class Careless implements Notifier {
    private final Notifier line;

    private Careless(Notifier line) {
      this.line = line;
    }

    @Override
    public NoticeChannel channel() {
      return line.channel();
    }

    @Override
    public Result send(Message message) {
      line.send(message);
      return new Accepted();
    }
  }
}
