package ng.bills.application.notice.port;

import java.util.Optional;
import ng.bills.domain.notice.NoticeChannel;

/** The carriers that are configured. */
public interface Notifiers {

  Optional<Notifier> by(NoticeChannel channel);
}
