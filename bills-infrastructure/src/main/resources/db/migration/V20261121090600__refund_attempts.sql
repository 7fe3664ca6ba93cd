-- Money going back. One refund for one receipt; at most one live transaction for one refund and for one source account.

create table refund (
  id              uuid        primary key,
  operation_key   text        not null unique,
  payment_id      uuid        references payment,
  settles_payment boolean     not null,
  destination     text        not null,
  asset_code      text        not null,
  asset_issuer    text        not null,
  stroops         bigint      not null check (stroops >= 0),
  return_hash     text        not null,
  reason          text        not null check (reason in ('bill_not_paid', 'wrong_amount', 'late', 'repeated', 'unmatched')),
  state           text        not null check (state in ('due', 'sending', 'confirmed', 'blocked')),
  next_action_at  timestamptz,
  lease_id        uuid,
  lease_until     timestamptz,
  blocked_by      text,
  created_at      timestamptz not null,
  confirmed_at    timestamptz,
  version         bigint      not null check (version >= 1),
  check ((lease_id is null) = (lease_until is null)),
  check ((state = 'confirmed') = (confirmed_at is not null)),
  check (state <> 'blocked' or blocked_by is not null),
  check (not settles_payment or payment_id is not null)
);

create index refund_due on refund (next_action_at) where next_action_at is not null;
create index refund_payment on refund (payment_id) where payment_id is not null;

create trigger refund_kept before delete or truncate on refund
  for each statement execute function refuse_change();

-- The signed bytes are stored before they are submitted and never change.
create table refund_attempt (
  refund_id      uuid        not null references refund,
  number         int         not null check (number >= 1),
  source_account text        not null,
  sequence       bigint      not null,
  envelope       text        not null,
  hash           text        not null unique,
  valid_until    timestamptz not null,
  state          text        not null check (state in ('live', 'confirmed', 'failed', 'dead')),
  last_code      text,
  prepared_at    timestamptz not null,
  primary key (refund_id, number)
);

create unique index refund_attempt_one_live on refund_attempt (refund_id) where state = 'live';
create unique index refund_attempt_one_live_of_source on refund_attempt (source_account) where state = 'live';
create unique index refund_attempt_one_confirmed on refund_attempt (refund_id) where state = 'confirmed';

create trigger refund_attempt_kept before delete or truncate on refund_attempt
  for each statement execute function refuse_change();

create function refuse_other_bytes() returns trigger
  language plpgsql as
$$
begin
  raise exception 'the signed transaction of refund % is fixed', old.refund_id
    using errcode = 'restrict_violation';
end
$$;

create trigger refund_attempt_fixed before update on refund_attempt
  for each row
  when ((new.refund_id, new.number, new.source_account, new.sequence, new.envelope, new.hash, new.valid_until)
        is distinct from
        (old.refund_id, old.number, old.source_account, old.sequence, old.envelope, old.hash, old.valid_until)
        or (old.state <> 'live' and new.state <> old.state))
  execute function refuse_other_bytes();

-- Whose turn it is on a source account.
create table refund_lane (
  source_account text        primary key,
  refund_id      uuid        not null references refund,
  until          timestamptz not null
);
