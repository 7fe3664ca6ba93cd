package ng.bills.simulation;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.notice.port.Notifier;
import ng.bills.domain.hook.HookDelivery;
import ng.bills.domain.hook.HookDeliveryState;
import ng.bills.domain.hook.HookEvent;
import ng.bills.domain.hook.HookEventId;
import ng.bills.domain.hook.PaymentNews;
import ng.bills.domain.notice.Notice;
import ng.bills.domain.notice.NoticeKind;
import ng.bills.domain.notice.NoticeState;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentNote;
import ng.bills.domain.payment.PaymentSnapshot;
import ng.bills.domain.vend.Token;
import ng.bills.simulation.course.Course;
import ng.bills.simulation.course.Happening;
import ng.bills.simulation.course.Overtaking;
import ng.bills.simulation.course.Rule;
import ng.bills.simulation.course.RuleBroken;
import ng.bills.simulation.node.Policies;
import ng.bills.simulation.outside.Outside;

/** At the end: what partners and customers were to be told, compared with what reached them. */
final class LastNews {

  private static final Set<NoticeKind> BOUGHT =
      EnumSet.of(NoticeKind.TOKEN_DELIVERED, NoticeKind.BILL_PAID, NoticeKind.AIRTIME_DELIVERED);

  private final Course course;
  private final MemoryWorld database;
  private final Outside outside;

  LastNews(Course course, MemoryWorld database, Outside outside) {
    this.course = course;
    this.database = database;
    this.outside = outside;
  }

  void check() {
    partner();
    database.noticeRows().forEach(this::reached);
    database.paymentRows().forEach(this::owed);
  }

  // --- the partner -------------------------------------------------------------------------------

  private void partner() {
    Map<HookEventId, HookEvent> told = new HashMap<>();
    Set<List<Object>> places = new HashSet<>();
    for (HookEvent event : database.hooks().told()) {
      told.put(event.id(), event);
      PaymentNews news = event.payment().orElseThrow();
      if (!places.add(List.of(news.id(), news.sequence()))) {
        throw new RuleBroken(
            Rule.PARTNER_TOLD, news.reference() + " has two events of one place in the order");
      }
    }
    List<HookEventId> taken = outside.partner().taken();
    if (!told.keySet().equals(new HashSet<>(taken))) {
      throw new RuleBroken(
          Rule.PARTNER_TOLD,
          "%d events were to be told, %d came: missing %s, made up %s"
              .formatted(
                  told.size(),
                  taken.size(),
                  less(told.keySet(), taken),
                  less(taken, told.keySet())));
    }
    for (HookDelivery delivery : database.hooks().deliveryRows()) {
      if (delivery.state() != HookDeliveryState.DELIVERED) {
        throw new RuleBroken(
            Rule.SETTLED_IN_TIME, delivery.event() + " is still " + delivery.state());
      }
    }
    Overtaking order = new Overtaking(course, Happening.HOOKS_OVERTAKEN);
    for (HookEventId id : taken) {
      PaymentNews news = told.get(id).payment().orElseThrow();
      order.arrives(news.id(), news.sequence());
    }
  }

  private static <T> String less(Iterable<T> all, Collection<T> without) {
    Set<T> rest = new HashSet<>();
    all.forEach(rest::add);
    rest.removeAll(without);
    return rest.stream().map(Object::toString).sorted().collect(Collectors.joining(" "));
  }

  // --- customers ---------------------------------------------------------------------------------

  private void reached(Notice notice) {
    if (notice.state() == NoticeState.DUE) {
      throw new RuleBroken(Rule.SETTLED_IN_TIME, "notice %s is still due".formatted(notice.kind()));
    }
    boolean given = notice.state() == NoticeState.SENT;
    if (!given && notice.tries() <= Policies.NOTICE_TRIES) {
      throw new RuleBroken(Rule.CUSTOMER_TOLD, notice.kind() + " was given up too soon");
    }
    PaymentSnapshot payment = payment(notice.payment());
    if (given && mails(payment).stream().noneMatch(m -> isOf(notice.kind(), m, payment))) {
      throw new RuleBroken(
          Rule.CUSTOMER_TOLD,
          "%s of %s was never carried".formatted(notice.kind(), payment.reference()));
    }
  }

  private PaymentSnapshot payment(PaymentId id) {
    return database.paymentRows().stream().filter(p -> p.id().equals(id)).findAny().orElseThrow();
  }

  private List<Notifier.Message> mails(PaymentSnapshot payment) {
    return outside.carrier().carried().stream()
        .filter(m -> m.subject().contains("(" + payment.reference() + ")"))
        .toList();
  }

  private boolean isOf(NoticeKind kind, Notifier.Message mail, PaymentSnapshot payment) {
    return switch (kind) {
      case TOKEN_DELIVERED -> hasTokens(mail, payment);
      case BILL_PAID -> mail.subject().contains("is paid");
      case AIRTIME_DELIVERED -> mail.subject().contains("airtime is there");
      case PAYMENT_FAILED -> mail.subject().contains("could not be paid");
      case REFUNDED -> mail.subject().contains("is back");
    };
  }

  /** All of them, but for those of a second delivery, which came when a person looked at it. */
  private boolean hasTokens(Notifier.Message mail, PaymentSnapshot payment) {
    List<String> tokens = Rules.tokensOf(payment).stream().map(Token::grouped).toList();
    boolean more =
        database.notesOf(payment.id()).stream()
            .anyMatch(n -> n.kind() == PaymentNote.Kind.DELIVERED_LATE);
    return more
        ? tokens.stream().anyMatch(mail.text()::contains)
        : tokens.stream().allMatch(mail.text()::contains);
  }

  /** Who is to be told of an end has a notice of it. */
  private void owed(PaymentSnapshot payment) {
    if (payment.request().email().isEmpty()) {
      return;
    }
    Set<NoticeKind> kinds = EnumSet.noneOf(NoticeKind.class);
    for (Notice notice : database.noticeRows()) {
      if (notice.payment().equals(payment.id())) {
        kinds.add(notice.kind());
      }
    }
    boolean missing =
        switch (payment.state()) {
          case COMPLETED -> kinds.stream().noneMatch(BOUGHT::contains);
          case REFUNDED -> !kinds.contains(NoticeKind.REFUNDED);
          default -> false;
        };
    if (missing) {
      throw new RuleBroken(
          Rule.CUSTOMER_TOLD,
          "%s is %s and nobody tells the customer".formatted(payment.reference(), payment.state()));
    }
  }
}
