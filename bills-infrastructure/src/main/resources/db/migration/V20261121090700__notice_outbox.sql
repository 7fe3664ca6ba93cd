-- What customers are told, and the messages that are to go out over JMS once their transaction has committed.

create table notice (
  id             uuid        primary key,
  payment_id     uuid        not null references payment,
  kind           text        not null check (kind in ('token_delivered', 'bill_paid', 'airtime_delivered', 'payment_failed', 'refunded')),
  channel        text        not null check (channel in ('email', 'sms')),
  state          text        not null check (state in ('due', 'sent', 'dead')),
  tries          int         not null check (tries >= 0),
  next_action_at timestamptz,
  lease_id       uuid,
  lease_until    timestamptz,
  last_error     text,
  sent_at        timestamptz,
  version        bigint      not null check (version >= 1),
  unique (payment_id, kind, channel),
  check ((lease_id is null) = (lease_until is null)),
  check ((state = 'due') = (next_action_at is not null)),
  check ((state = 'sent') = (sent_at is not null))
) with (fillfactor = 80);

create index notice_due on notice (next_action_at) where next_action_at is not null;

-- A row is a message that was not handed to the broker yet; the relay removes it when it was.
create table outbox (
  id          bigint      generated always as identity primary key,
  kind        text        not null check (kind in ('payment_look', 'refund_ready', 'notice_ready')),
  subject     uuid,
  due_at      timestamptz,
  stored_at   timestamptz not null default now(),
  lease_until timestamptz,
  check ((kind = 'payment_look') = (due_at is not null)),
  check ((kind = 'refund_ready') = (subject is null))
);
