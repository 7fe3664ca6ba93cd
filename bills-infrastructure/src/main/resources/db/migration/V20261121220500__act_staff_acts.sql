-- What staff do to payments; two people where money moves. What the domain forbids the database refuses too.

create table staff_act (
  id          uuid        primary key,
  kind        text        not null check (kind in (
                'requery_now', 'retry_now', 'send_again', 'cancel', 'close_review', 'give_token', 'reveal', 'take_review',
                'resume', 'call_delivered', 'retry_undelivered', 'refund_undelivered', 'refund', 'accept_delivery',
                'keep_money', 'release_to_sender', 'release_to_payment')),
  moves_money boolean     not null generated always as (kind in (
                'resume', 'call_delivered', 'retry_undelivered', 'refund_undelivered', 'refund', 'accept_delivery',
                'keep_money', 'release_to_sender', 'release_to_payment')) stored,
  payment_id  uuid        references payment,
  refund_id   uuid        references refund,
  reason      text        not null check (length(btrim(reason)) >= 5 and length(reason) <= 500),
  evidence    text        check (length(evidence) <= 500),
  staff_id    uuid        not null,
  staff_name  text        not null check (length(staff_name) between 1 and 200),
  at          timestamptz not null,
  expires_at  timestamptz,
  condition   text        not null,
  state       text        not null check (state in ('proposed', 'executed', 'refused', 'expired')),
  second_id   uuid,
  second_name text,
  decided_at  timestamptz,
  words       text        check (length(words) <= 500),
  outcome     text,
  version     bigint      not null check (version >= 1),
  check (payment_id is not null or refund_id is not null),
  check (num_nulls(second_id, second_name, decided_at, words) in (0, 4)),
  constraint staff_act_money_needs_evidence check (not moves_money or (length(btrim(evidence)) >= 5 and expires_at is not null)),
  constraint staff_act_alone_is_done check (moves_money or (state = 'executed' and second_id is null)),
  -- nobody approves what they proposed
  constraint staff_act_two_people check (not (moves_money and state = 'executed') or (second_id is not null and second_id <> staff_id))
);

comment on column staff_act.condition is 'how everything stood when it was proposed; it is done only while it still stands so';

create index staff_act_payment on staff_act (payment_id, at) where payment_id is not null;
create unique index staff_act_one_waiting_on_payment on staff_act (payment_id) where state = 'proposed' and refund_id is null;
create unique index staff_act_one_waiting_on_money on staff_act (refund_id) where state = 'proposed' and refund_id is not null;
create index staff_act_waiting on staff_act (at) where state = 'proposed';
create index staff_act_decided on staff_act (at desc) where moves_money and state <> 'proposed';

create trigger staff_act_kept before delete or truncate on staff_act
  for each statement execute function refuse_change();

create function refuse_other_act() returns trigger
  language plpgsql as
$$
begin
  raise exception 'act % is %: it does not become % or another act', old.id, old.state, new.state
    using errcode = 'restrict_violation';
end
$$;

create trigger staff_act_decided_once before update on staff_act
  for each row
  when (old.state <> 'proposed'
        or (new.id, new.kind, new.payment_id, new.refund_id, new.reason, new.evidence, new.staff_id, new.staff_name, new.at,
            new.expires_at, new.condition)
           is distinct from
           (old.id, old.kind, old.payment_id, old.refund_id, old.reason, old.evidence, old.staff_id, old.staff_name, old.at,
            old.expires_at, old.condition))
  execute function refuse_other_act();

-- Who looks after a payment that needs a person; who did before stands in staff_act.
create table review_owner (
  payment_id uuid        primary key references payment,
  staff_id   uuid        not null,
  staff_name text        not null check (length(staff_name) between 1 and 200),
  since      timestamptz not null
);

-- Money that waited and was given to a payment its memo did not name, once for ever.
create table funds_assignment (
  operation_key text        primary key,
  payment_id    uuid        not null unique references payment,
  at            timestamptz not null
);

create trigger funds_assignment_append_only before update or delete or truncate on funds_assignment
  for each statement execute function refuse_change();

-- Its return is withdrawn. When that payment fails, a refund of its own gives the receipt back.
alter table refund
  drop constraint refund_state_check,
  add constraint refund_state_check check (state in ('due', 'sending', 'confirmed', 'blocked', 'withdrawn')),
  add constraint refund_withdrawn_is_nobodys check (state <> 'withdrawn' or not settles_payment),
  drop constraint refund_operation_key_key;

create unique index refund_one_for_receipt on refund (operation_key) where state <> 'withdrawn';

create trigger refund_withdrawn_for_good before update on refund
  for each row
  when (old.state = 'withdrawn' and new.state <> 'withdrawn')
  execute function refuse_change();

-- The queues of the console: few rows each.
create index payment_in_review on payment (review_since) where review_kind is not null;
create index refund_blocked on refund (created_at) where state = 'blocked';
create index notice_dead on notice (id) where state = 'dead';
create index provider_event_left on provider_event (received_at desc) where state in ('unmatched', 'given_up');
create index hook_delivery_failed on hook_delivery (created_at desc) where state = 'failed';
