-- Webhooks to partners: where they want to be told, what they are told, and how far telling has got.

create table hook_endpoint (
  id                   uuid        primary key,
  partner_id           uuid        not null references partner,
  host                 text        not null,
  url_sealed           bytea       not null,
  description          text        check (length(description) between 1 and 200),
  types                text[]      check (cardinality(types) > 0),
  state                text        not null check (state in ('active', 'disabled', 'deleted')),
  state_reason         text,
  secret_sealed        bytea       not null,
  former_secret_sealed bytea,
  former_until         timestamptz,
  troubles             int         not null check (troubles >= 0),
  paused_until         timestamptz,
  created_at           timestamptz not null,
  check ((state = 'active') = (state_reason is null)),
  check ((former_secret_sealed is null) = (former_until is null))
) with (fillfactor = 80);

-- asked at every move of a payment that is told: the partners that have none are not in it
create index hook_endpoint_active on hook_endpoint (partner_id) where state = 'active';
create index hook_endpoint_partner on hook_endpoint (partner_id, id) where state <> 'deleted';

comment on column hook_endpoint.url_sealed is 'sealed: partners put secrets of theirs into path and query; host is for people';
comment on column hook_endpoint.types is 'wire names of the events it is told; null for all';
comment on column hook_endpoint.troubles is 'failures since the last delivery that arrived';

-- Deleted is a state: the log still says to whom.
create trigger hook_endpoint_kept before delete or truncate on hook_endpoint
  for each statement execute function refuse_change();

-- What happened, written in the transaction in which it happened. The body is what every delivery sends, byte for byte.
create table hook_event (
  id          uuid        primary key,
  partner_id  uuid        not null references partner,
  payment_id  uuid        references payment,
  sequence    int         check (sequence >= 1),
  type        text        not null check (type ~ '^(bill\.(payment|refund)|webhook)\.[a-z]+$'),
  body        text        not null,
  occurred_at timestamptz not null,
  unique (payment_id, sequence),
  check ((payment_id is null) = (sequence is null)),
  check ((payment_id is null) = (type = 'webhook.test'))
);

create index hook_event_age on hook_event (occurred_at);

comment on column hook_event.sequence is 'of the payment''s move it tells of';

create table hook_delivery (
  endpoint_id    uuid        not null references hook_endpoint,
  event_id       uuid        not null references hook_event,
  state          text        not null check (state in ('due', 'delivered', 'failed', 'cancelled')),
  tries          int         not null check (tries >= 0),
  attempts       int         not null check (attempts >= 0),
  replays        int         not null check (replays >= 0),
  next_action_at timestamptz,
  lease_id       uuid,
  lease_until    timestamptz,
  last_result    text,
  created_at     timestamptz not null,
  delivered_at   timestamptz,
  primary key (endpoint_id, event_id),
  check ((lease_id is null) = (lease_until is null)),
  check ((state = 'due') = (next_action_at is not null)),
  check (state = 'due' or lease_id is null),
  check (state <> 'delivered' or delivered_at is not null)
) with (fillfactor = 80);

create index hook_delivery_due on hook_delivery (endpoint_id, next_action_at) where next_action_at is not null;
create index hook_delivery_leased on hook_delivery (endpoint_id) where lease_id is not null;
create index hook_delivery_event on hook_delivery (event_id);

-- Each call, written down before it is made; one without an end is under way, or its node has died over it.
create table hook_attempt (
  endpoint_id   uuid        not null,
  event_id      uuid        not null,
  number        int         not null check (number >= 1),
  started_at    timestamptz not null,
  ended_at      timestamptz,
  status        int         check (status between 100 and 999),
  error         text,
  answer_sealed bytea,
  primary key (endpoint_id, event_id, number),
  foreign key (endpoint_id, event_id) references hook_delivery,
  check (ended_at is not null or num_nonnulls(status, error, answer_sealed) = 0),
  check (ended_at is null or num_nonnulls(status, error) > 0)
);

create index hook_attempt_event on hook_attempt (event_id);

-- An event is never changed, a call gets its end once; both go by retention alone.
create trigger hook_event_not_changed before update or truncate on hook_event
  for each statement execute function refuse_change();

create function refuse_other_end() returns trigger
  language plpgsql as
$$
begin
  raise exception 'call % of webhook % to % has ended as it has', old.number, old.event_id, old.endpoint_id
    using errcode = 'restrict_violation';
end
$$;

create trigger hook_attempt_ends_once before update on hook_attempt
  for each row
  when (old.ended_at is not null
        or (new.endpoint_id, new.event_id, new.number, new.started_at)
           is distinct from (old.endpoint_id, old.event_id, old.number, old.started_at))
  execute function refuse_other_end();

create trigger hook_attempt_not_truncated before truncate on hook_attempt
  for each statement execute function refuse_change();
create trigger hook_delivery_not_truncated before truncate on hook_delivery
  for each statement execute function refuse_change();

create trigger hook_event_removed_by_retention before delete on hook_event
  for each statement when (current_setting('bills.retention', true) is distinct from 'hook_event')
  execute function refuse_change();
create trigger hook_delivery_removed_by_retention before delete on hook_delivery
  for each statement when (current_setting('bills.retention', true) is distinct from 'hook_event')
  execute function refuse_change();
create trigger hook_attempt_removed_by_retention before delete on hook_attempt
  for each statement when (current_setting('bills.retention', true) is distinct from 'hook_event')
  execute function refuse_change();

create function refuse_early_removal_of_hook() returns trigger
  language plpgsql as
$$
begin
  if old.occurred_at > now() - interval '7 days' then
    raise exception 'hook_event is append-only: % is not to be removed yet', old.id
      using errcode = 'restrict_violation';
  end if;
  return old;
end
$$;

create trigger hook_event_kept_for_its_time before delete on hook_event
  for each row execute function refuse_early_removal_of_hook();

-- What was told is not told by another way of counting: a replay is counted, and only a replay takes up what is done with.
create trigger hook_delivery_counts before update on hook_delivery
  for each row
  when ((old.state <> 'due' and new.state = 'due' and new.replays <> old.replays + 1)
        or new.attempts < old.attempts or new.replays < old.replays)
  execute function refuse_change();

-- A message about an endpoint says when to look; that written with an event says now.
alter table outbox
  drop constraint outbox_kind_check,
  drop constraint outbox_check,
  add constraint outbox_kind_check check (kind in ('payment_look', 'refund_ready', 'notice_ready', 'event_ready', 'hook_ready')),
  add constraint outbox_check check ((kind in ('payment_look', 'event_ready', 'hook_ready')) = (due_at is not null));
