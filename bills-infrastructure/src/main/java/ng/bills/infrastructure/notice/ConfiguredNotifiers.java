package ng.bills.infrastructure.notice;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.notice.port.Notifier;
import ng.bills.application.notice.port.Notifiers;
import ng.bills.domain.notice.NoticeChannel;

/** The carriers there is code for, one for each channel. */
public final class ConfiguredNotifiers implements Notifiers {
  private final Map<NoticeChannel, Notifier> byChannel = new EnumMap<>(NoticeChannel.class);

  public ConfiguredNotifiers(Collection<Notifier> known) {
    known.forEach(notifier -> byChannel.put(notifier.channel(), notifier));
  }

  @Override
  public Optional<Notifier> by(NoticeChannel channel) {
    return Optional.ofNullable(byChannel.get(channel));
  }
}
