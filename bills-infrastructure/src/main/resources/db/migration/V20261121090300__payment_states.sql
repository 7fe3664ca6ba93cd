-- Payments, their history and their attempts. What the domain forbids the database refuses too:
-- every state is reached by a stored move, every move is a legal transition from the state before.

-- Exactly ng.bills.domain.payment.PaymentTransition; a test compares them.
create table payment_transition (
  name       text not null,
  from_state text not null,
  to_state   text not null,
  primary key (name, from_state, to_state)
);

insert into payment_transition (name, from_state, to_state) values
  ('funds_matched',          'pending_payment',     'cngn_received'),
  ('funds_mismatched',       'pending_payment',     'refund_initiated'),
  ('payment_window_closed',  'pending_payment',     'expired'),
  ('payment_cancelled',      'pending_payment',     'expired'),
  ('funds_came_late',        'expired',             'refund_initiated'),
  ('account_check_started',  'cngn_received',       'verifying_account'),
  ('account_confirmed',      'verifying_account',   'processing_bill'),
  ('account_refused',        'verifying_account',   'account_invalid'),
  ('account_check_given_up', 'verifying_account',   'refund_initiated'),
  ('account_refund_owed',    'account_invalid',     'refund_initiated'),
  ('vend_delivered',         'processing_bill',     'completed'),
  ('vend_unsettled',         'processing_bill',     'provider_processing'),
  ('lease_lost',             'processing_bill',     'provider_processing'),
  ('vend_rejected',          'processing_bill',     'retry_scheduled'),
  ('vend_refused',           'processing_bill',     'provider_failed'),
  ('requery_delivered',      'provider_processing', 'completed'),
  ('requery_rejected',       'provider_processing', 'retry_scheduled'),
  ('requery_not_found',      'provider_processing', 'retry_scheduled'),
  ('requery_refused',        'provider_processing', 'provider_failed'),
  ('retry_due',              'retry_scheduled',     'processing_bill'),
  ('retries_used_up',        'retry_scheduled',     'refund_initiated'),
  ('other_provider_chosen',  'provider_failed',     'retry_scheduled'),
  ('no_provider_left',       'provider_failed',     'refund_initiated'),
  ('refund_started',         'refund_initiated',    'refund_processing'),
  ('refund_confirmed',       'refund_processing',   'refunded'),
  ('refund_proven_dead',     'refund_processing',   'refund_initiated'),
  ('provider_reversed',      'completed',           'refund_initiated'),
  ('refund_approved',        'completed',           'refund_initiated');

create table payment (
  id                   uuid        primary key,
  reference            text        not null unique check (length(reference) = 17),
  partner_id           uuid        not null references partner,
  request_reference    text        check (length(request_reference) between 1 and 255),
  bill_type            text        not null check (bill_type in ('electricity', 'airtime')),
  biller               text        not null,
  account_kind         text        not null check (account_kind in ('prepaid', 'postpaid', 'phone')),
  account_sealed       bytea       not null,
  account_hash         bytea       not null check (length(account_hash) = 32),
  phone_sealed         bytea,
  phone_hash           bytea       check (length(phone_hash) = 32),
  email_sealed         bytea,
  metadata_sealed      bytea,
  amount_kobo          bigint      not null check (amount_kobo > 0 and amount_kobo <= 100000000000),
  fee_kobo             bigint      not null check (fee_kobo >= 0),
  state                text        not null check (state in (
                         'pending_payment', 'cngn_received', 'verifying_account', 'account_invalid', 'processing_bill',
                         'provider_processing', 'retry_scheduled', 'provider_failed', 'refund_initiated',
                         'refund_processing', 'refunded', 'completed', 'expired')),
  move_count           int         not null check (move_count >= 1),
  created_at           timestamptz not null,
  expires_at           timestamptz not null,
  updated_at           timestamptz not null,
  completed_at         timestamptz,
  next_action_at       timestamptz,
  lease_id             uuid,
  lease_until          timestamptz,
  check_tries          int         not null check (check_tries >= 0),
  retries_used         int         not null check (retries_used >= 0),
  customer_name_sealed bytea,
  attempt_count        int         not null check (attempt_count >= 0),
  delivery_number      int         not null check (delivery_number >= 0),
  delivery_units       text,
  delivery_receipt     text,
  failure_code         text        check (failure_code in (
                         'AMOUNT_MISMATCH', 'PAYMENT_EXPIRED', 'PAYMENT_CANCELLED', 'ACCOUNT_NOT_FOUND',
                         'AMOUNT_INVALID', 'PROVIDER_ERROR', 'PROVIDER_REVERSED')),
  failure_reason       text,
  failure_at           timestamptz,
  review_kind          text        check (review_kind in ('OUTCOME_UNKNOWN', 'CONTRADICTION', 'REFUND_BLOCKED')),
  review_reason        text,
  review_since         timestamptz,
  version              bigint      not null check (version >= 1),
  unique (partner_id, request_reference),
  check ((phone_sealed is null) = (phone_hash is null)),
  check ((lease_id is null) = (lease_until is null)),
  check (num_nulls(failure_code, failure_reason, failure_at) in (0, 3)),
  check (num_nulls(review_kind, review_reason, review_since) in (0, 3)),
  check (state <> 'completed' or completed_at is not null),
  check (delivery_number > 0 or (delivery_units is null and delivery_receipt is null))
) with (fillfactor = 80);

create index payment_due on payment (state, next_action_at) where next_action_at is not null;
create index payment_expiring on payment (expires_at) where state = 'pending_payment';
create index payment_history on payment (partner_id, created_at desc, id desc);

comment on column payment.account_sealed is 'the account number, sealed; account_hash is its keyed hash, for search';
comment on column payment.move_count is 'sequence of the last move; the foreign key payment_moved ties state to it';
comment on column payment.delivery_number is '0 when nothing was delivered, else the delivery in force; its tokens are in token';

-- The history. A move continues the one before it and is a legal transition, by foreign keys alone.
create table payment_move (
  payment_id uuid        not null references payment,
  seq        int         not null check (seq >= 1),
  prev_seq   int         generated always as (nullif(seq - 1, 0)) stored,
  transition text,
  from_state text,
  to_state   text        not null,
  cause      text        not null,
  actor      text        not null,
  at         timestamptz not null,
  primary key (payment_id, seq),
  unique (payment_id, seq, to_state),
  constraint payment_move_legal foreign key (transition, from_state, to_state) references payment_transition,
  constraint payment_move_chain foreign key (payment_id, prev_seq, from_state) references payment_move (payment_id, seq, to_state),
  check ((seq = 1 and num_nulls(transition, from_state) = 2 and to_state = 'pending_payment')
      or (seq > 1 and num_nulls(transition, from_state) = 0))
);

alter table payment
  add constraint payment_moved foreign key (id, move_count, state) references payment_move (payment_id, seq, to_state)
  deferrable initially deferred;

create trigger payment_move_append_only before update or delete or truncate on payment_move
  for each statement execute function refuse_change();

-- A state that was left does not come back by pointing at an older move.
create function refuse_going_back() returns trigger
  language plpgsql as
$$
begin
  raise exception 'payment % goes from move % (%) to move % (%): history only grows', old.id, old.move_count, old.state, new.move_count, new.state
    using errcode = 'restrict_violation';
end
$$;

create trigger payment_history_grows before update on payment
  for each row
  when (new.move_count < old.move_count or (new.move_count = old.move_count and new.state <> old.state))
  execute function refuse_going_back();

create trigger payment_kept before delete or truncate on payment
  for each statement execute function refuse_change();

-- Attempts to buy. At most one of a payment is live: while its outcome is not known nobody may try again.
create table attempt (
  id                 uuid        primary key,
  payment_id         uuid        not null references payment,
  seq                int         not null check (seq >= 1),
  provider           text        not null,
  reference          text        not null unique,
  state              text        not null check (state in ('started', 'pending', 'unknown', 'delivered', 'rejected', 'not_found')),
  provider_reference text,
  status_code        text,
  detail             text,
  rejection          text        check (rejection in (
                       'ACCOUNT_INVALID', 'AMOUNT_REFUSED', 'NOT_SOLD', 'INSUFFICIENT_FLOAT', 'CREDENTIALS_REFUSED',
                       'BILLER_UNREACHABLE', 'PROVIDER_UNREACHABLE', 'LIKELY_DUPLICATE', 'FAILED')),
  started_at         timestamptz not null,
  answered_at        timestamptz,
  requeries          int         not null check (requeries >= 0),
  not_founds         int         not null check (not_founds >= 0),
  unique (payment_id, seq)
) with (fillfactor = 80);

create unique index attempt_one_live on attempt (payment_id) where state in ('started', 'pending', 'unknown');

create trigger attempt_kept before delete or truncate on attempt
  for each statement execute function refuse_change();

-- Electricity tokens, sealed. Written in the transaction that records their delivery, never changed, never removed.
create table token (
  payment_id      uuid        not null references payment,
  delivery_number int         not null check (delivery_number >= 1),
  line            int         not null check (line >= 1),
  kind            text        not null check (kind in ('KEY_CHANGE_1', 'KEY_CHANGE_2', 'CREDIT', 'BONUS')),
  digits_sealed   bytea       not null check (length(digits_sealed) > 32),
  stored_at       timestamptz not null default now(),
  primary key (payment_id, delivery_number, line)
);

create trigger token_append_only before update or delete or truncate on token
  for each statement execute function refuse_change();
