package ng.bills.infrastructure.persistence.hook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import ng.bills.application.hook.port.HookEvents;
import ng.bills.application.port.IdSource;
import ng.bills.domain.hook.HookEvent;
import ng.bills.domain.hook.HookEventId;
import ng.bills.domain.hook.HookEventType;
import ng.bills.domain.hook.PaymentNews;
import ng.bills.domain.partner.PartnerId;
import ng.bills.infrastructure.persistence.CommittedMessages;
import ng.bills.infrastructure.persistence.OutboxRows;
import ng.bills.infrastructure.persistence.Stored;
import ng.bills.infrastructure.persistence.WrittenMessages;

/**
 * Event, deliveries and messages in one statement, which goes with the other writes of the unit. A
 * partner without an endpoint that wants it costs one look into an index it is not in.
 */
@ApplicationScoped
public class JpaHookEvents implements HookEvents {

  // public: it is measured and explained
  public static final String TELL =
      """
      with event as (
        insert into hook_event (id, partner_id, payment_id, sequence, type, body, occurred_at)
        select ?, ?, ?, ?, ?, ?, ?
         where exists (select from hook_endpoint e
                        where e.partner_id = ? and e.state = 'active'
                          and (e.types is null or ? = any (e.types)))
        returning id, partner_id, type, occurred_at),
      delivery as (
        insert into hook_delivery
          (endpoint_id, event_id, state, tries, attempts, replays, next_action_at, created_at)
        select e.id, v.id, 'due', 0, 0, 0, v.occurred_at, v.occurred_at
          from event v
          join hook_endpoint e on e.partner_id = v.partner_id and e.state = 'active'
           and (e.types is null or v.type = any (e.types))
        returning endpoint_id, created_at)
      insert into %s
        select 'hook_ready', endpoint_id, created_at, %s from delivery
      %s"""
          .formatted(WrittenMessages.COLUMNS, WrittenMessages.LEASED, WrittenMessages.RETURNING);

  private final CommittedMessages relay;
  private final IdSource ids;

  @Inject
  public JpaHookEvents(CommittedMessages relay, IdSource ids) {
    this.relay = relay;
    this.ids = ids;
  }

  /** For the container's proxy. */
  protected JpaHookEvents() {
    this(null, null);
  }

  @Override
  public void tell(PartnerId partner, HookEventType type, Instant at, PaymentNews news) {
    HookEvent event =
        new HookEvent(new HookEventId(ids.newId()), partner, type, at, Optional.of(news));
    String body = HookBodies.of(event);
    WrittenMessages.write(
        relay,
        OutboxRows.Kind.HOOK_READY,
        TELL,
        insert -> {
          insert.setObject(1, event.id().value());
          insert.setObject(2, partner.value());
          insert.setObject(3, news.id().value());
          insert.setInt(4, news.sequence());
          insert.setString(5, type.wireName());
          insert.setString(6, body);
          Stored.bind(insert, 7, at);
          insert.setObject(8, partner.value());
          insert.setString(9, type.wireName());
        });
  }
}
