-- What providers tell us unasked, one row for an event however often it is sent. An event is a reason to ask, so no outcome
-- is in a column; the body is sealed and read by people only.

create table provider_event (
  id                 uuid        primary key,
  provider           text        not null,
  event_id           text        not null check (length(event_id) between 1 and 255),
  kind               text        not null check (length(kind) between 1 and 100),
  reference          text,
  provider_reference text,
  body_sealed        bytea       not null,
  received_at        timestamptz not null,
  state              text        not null check (state in ('due', 'applied', 'unmatched', 'given_up')),
  tries              int         not null check (tries >= 0),
  next_action_at     timestamptz,
  lease_id           uuid,
  lease_until        timestamptz,
  payment_id         uuid        references payment,
  note               text,
  version            bigint      not null check (version >= 1),
  unique (provider, event_id),
  check ((lease_id is null) = (lease_until is null)),
  check ((state = 'due') = (next_action_at is not null)),
  check (state <> 'unmatched' or payment_id is null)
) with (fillfactor = 80);

create index provider_event_due on provider_event (next_action_at) where next_action_at is not null;
create index provider_event_payment on provider_event (payment_id) where payment_id is not null;
create index provider_event_received on provider_event (received_at) where state <> 'due';

-- an event may name the order by the provider's reference alone
create index attempt_provider_reference on attempt (provider, provider_reference) where provider_reference is not null;

-- What was said is fixed, and what is done with is not taken up again.
create function refuse_other_event() returns trigger
  language plpgsql as
$$
begin
  raise exception 'event % is %: it does not become % or another event', old.id, old.state, new.state
    using errcode = 'restrict_violation';
end
$$;

create trigger provider_event_kept before update on provider_event
  for each row
  when ((new.id, new.provider, new.event_id, new.kind, new.reference, new.provider_reference, new.body_sealed, new.received_at)
        is distinct from (old.id, old.provider, old.event_id, old.kind, old.reference, old.provider_reference, old.body_sealed, old.received_at)
        or old.state <> 'due')
  execute function refuse_other_event();

-- Removed by retention alone, as provider_exchange is.
create trigger provider_event_not_truncated before truncate on provider_event
  for each statement execute function refuse_change();

create trigger provider_event_removed_by_retention before delete on provider_event
  for each statement
  when (current_setting('bills.retention', true) is distinct from 'provider_event')
  execute function refuse_change();

create function refuse_early_removal_of_event() returns trigger
  language plpgsql as
$$
begin
  if old.state = 'due'
     or old.received_at > now() - interval '1 day'
     or old.received_at > now() - interval '30 days' and old.payment_id is not null
  then
    raise exception 'provider_event is append-only: % is not to be removed yet', old.id
      using errcode = 'restrict_violation';
  end if;
  return old;
end
$$;

create trigger provider_event_kept_for_its_time before delete on provider_event
  for each row execute function refuse_early_removal_of_event();

-- A message about an event says when it is to be looked at, as one about a payment does.
alter table outbox
  drop constraint outbox_kind_check,
  drop constraint outbox_check,
  add constraint outbox_kind_check check (kind in ('payment_look', 'refund_ready', 'notice_ready', 'event_ready')),
  add constraint outbox_check check ((kind in ('payment_look', 'event_ready')) = (due_at is not null));
