-- The refund clock: how long customers wait, read from moments that are stored anyway, and who waited longer than the policy
-- allows. Nothing is written to payments for it.

create index refund_unsent on refund (created_at, payment_id) where settles_payment and state <> 'confirmed';

-- Exactly ng.bills.domain.refund.RefundClock; a test compares them.
create view refund_clock as
select p.id                 as payment_id,
       p.reference,
       p.partner_id,
       p.bill_type,
       p.biller,
       p.state,
       pending.since        as pending_since,
       pending.until        as pending_until,
       back.owed_at         as failure_known_at,
       back.submitted_at    as refund_submitted_at
  from payment p
  left join lateral (
    select m.seq, m.at from payment_move m
     where m.payment_id = p.id and m.to_state = 'provider_processing' order by m.seq limit 1) unsettled on true
  left join lateral (
    select m.at from payment_move m
     where m.payment_id = p.id and m.seq > unsettled.seq and m.to_state in ('completed', 'refund_initiated')
     order by m.seq limit 1) outcome on true
  cross join lateral (
    select max(a.started_at) filter (where a.started_at <= unsettled.at) as begun,
           min(a.started_at) filter (where a.state in ('started', 'pending', 'unknown')) as live,
           min(a.answered_at) filter (where a.state = 'delivered') as delivered
      from attempt a where a.payment_id = p.id) tried
  cross join lateral (
    select case when unsettled.at is null then tried.live else coalesce(tried.begun, unsettled.at) end as since,
           case when unsettled.at is null then null
                when outcome.at is not null then outcome.at
                when p.state <> 'provider_processing' and tried.live is null then tried.delivered end as until) pending
  cross join lateral (
    select min(r.created_at) as owed_at, case when bool_and(r.sent is not null) then max(r.sent) end as submitted_at
      from (select f.created_at,
                   coalesce((select a.submitted_at from refund_attempt a where a.refund_id = f.id and a.state = 'confirmed'),
                            f.confirmed_at) as sent
              from refund f where f.payment_id = p.id and f.settles_payment) r) back;
comment on view refund_clock is 'how long the customer of each payment has waited; a wait without end goes on';

-- Found once for a payment and wait, with what was known then.
create table refund_clock_breach (
  payment_id   uuid        not null references payment,
  wait         text        not null check (wait in ('refund', 'pending')),
  since        timestamptz not null,
  limit_millis bigint      not null check (limit_millis > 0),
  breached_at  timestamptz not null,
  cause        text        not null check (cause in (
                 'provider_pending', 'provider_unknown', 'provider_not_found', 'token_missing', 'retry_awaited', 'review_open',
                 'refund_blocked', 'submission_unknown', 'transaction_dead', 'stellar_unavailable', 'wallet_short',
                 'refund_queue', 'in_hand', 'not_taken_up', 'server_down')),
  detail       text        not null,
  found_at     timestamptz not null,
  primary key (payment_id, wait),
  check (breached_at > since)
);

create index refund_clock_breach_report on refund_clock_breach (breached_at, payment_id, wait desc);

create trigger refund_clock_breach_append_only before update or delete or truncate on refund_clock_breach
  for each statement execute function refuse_change();
