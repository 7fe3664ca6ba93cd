-- The rules of the tables that every payment writes a dozen times, as one function for each table instead of many checks. PostgreSQL
-- reads the text of every check of a table anew for each statement that writes to it: for the moves that were 44,000 characters,
-- for payments 23,000, and together a third of what a payment cost the database (docs/adr/0050). What is refused stays the same;
-- a refusal has the code of a check and names the rule. Rows that are there keep to the rules there were, so they are not read again.
-- Whoever changes a rule replaces the function in a migration of its own; rows that are there are not looked at then either.

create function refuse_broken(relation text, rule text, id text) returns boolean
  language plpgsql immutable as
$$
begin
  raise exception '% % breaks the rule %', relation, id, rule
    using errcode = 'check_violation', table = relation, constraint = relation || '_' || rule;
end
$$;

create function payment_holds(p payment) returns boolean
  language plpgsql immutable as
$$
declare
  broken text := case
    when p.state not in (
      'pending_payment', 'cngn_received', 'verifying_account', 'account_invalid', 'processing_bill', 'provider_processing',
      'retry_scheduled', 'provider_failed', 'refund_initiated', 'refund_processing', 'refunded', 'completed', 'expired') then 'state'
    when p.bill_type not in (
      'electricity', 'airtime', 'data', 'cable_tv', 'water', 'internet', 'gaming', 'education') then 'bill_type'
    when p.account_kind not in ('prepaid', 'postpaid', 'phone', 'smartcard', 'customer') then 'account_kind'
    when p.failure_code not in (
      'AMOUNT_MISMATCH', 'PAYMENT_EXPIRED', 'PAYMENT_CANCELLED', 'ACCOUNT_NOT_FOUND', 'AMOUNT_INVALID', 'PLAN_UNAVAILABLE',
      'PROVIDER_ERROR', 'PROVIDER_REVERSED') then 'failure_code'
    when p.review_kind not in (
      'OUTCOME_UNKNOWN', 'TOKEN_MISSING', 'AMOUNT_DIFFERS', 'CONTRADICTION', 'REVERSED', 'REFUND_BLOCKED') then 'review_kind'
    when p.subscription_change not in ('renew', 'change') then 'subscription_change'
    when p.subscription_change is not null and p.bill_type <> 'cable_tv' then 'change_of_television'
    when length(p.reference) <> 17 then 'reference'
    when length(p.request_reference) not between 1 and 255 then 'request_reference'
    when length(p.account_hash) <> 32 then 'account_hash'
    when length(p.phone_hash) <> 32 then 'phone_hash'
    when (p.phone_sealed is null) <> (p.phone_hash is null) then 'phone'
    when p.plan_code !~ '^[a-z0-9]+(-[a-z0-9]+)*$' or length(p.plan_code) > 64 then 'plan_code'
    when p.amount_kobo not between 1 and 100000000000 then 'amount_kobo'
    when p.fee_kobo < 0 then 'fee_kobo'
    when p.move_count < 1 then 'move_count'
    when p.attempt_count < 0 then 'attempt_count'
    when p.check_tries < 0 then 'check_tries'
    when p.retries_used < 0 then 'retries_used'
    when p.version < 1 then 'version'
    when (p.lease_id is null) <> (p.lease_until is null) then 'lease'
    when num_nulls(p.failure_code, p.failure_reason, p.failure_at) not in (0, 3) then 'failure'
    when num_nulls(p.review_kind, p.review_reason, p.review_since) not in (0, 3) then 'review'
    when p.state = 'completed' and p.completed_at is null then 'completed_at'
    when p.delivery_number < 0 then 'delivery_number'
    when p.delivery_number = 0 and num_nonnulls(p.delivery_units, p.delivery_receipt) > 0 then 'delivery'
  end;
begin
  return broken is null or refuse_broken('payment', broken, p.id::text);
end
$$;

create function payment_move_holds(m payment_move) returns boolean
  language plpgsql immutable as
$$
declare
  broken text := case
    when m.seq < 1 then 'seq'
    when m.seq = 1 and (num_nonnulls(m.transition, m.from_state) > 0 or m.to_state <> 'pending_payment') then 'first'
    when m.seq > 1 and num_nulls(m.transition, m.from_state) > 0 then 'later'
    when m.seq > 1 and (m.transition, m.from_state, m.to_state) not in (
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
      ('refund_approved',        'completed',           'refund_initiated'),
      ('delivery_accepted',      'retry_scheduled',     'completed'),
      ('late_delivery_accepted', 'provider_failed',     'completed')) then 'legal'
  end;
begin
  return broken is null or refuse_broken('payment_move', broken, m.payment_id::text);
end
$$;

create function attempt_holds(a attempt) returns boolean
  language plpgsql immutable as
$$
declare
  broken text := case
    when a.state not in ('started', 'pending', 'unknown', 'delivered', 'rejected', 'not_found', 'reversed') then 'state'
    when a.rejection not in (
      'ACCOUNT_INVALID', 'AMOUNT_REFUSED', 'NOT_SOLD', 'INSUFFICIENT_FLOAT', 'CREDENTIALS_REFUSED', 'BILLER_UNREACHABLE',
      'PROVIDER_UNREACHABLE', 'LOGIN_EXPIRED', 'LIKELY_DUPLICATE', 'FAILED', 'REVERSED') then 'rejection'
    when a.seq < 1 then 'seq'
    when a.requeries < 0 then 'requeries'
    when a.not_founds < 0 then 'not_founds'
  end;
begin
  return broken is null or refuse_broken('attempt', broken, a.id::text);
end
$$;

create function notice_holds(n notice) returns boolean
  language plpgsql immutable as
$$
declare
  broken text := case
    when n.kind not in ('token_delivered', 'bill_paid', 'airtime_delivered', 'payment_failed', 'refunded') then 'kind'
    when n.channel not in ('email', 'sms') then 'channel'
    when n.state not in ('due', 'sent', 'dead') then 'state'
    when (n.state = 'due') <> (n.next_action_at is not null) then 'next_action_at'
    when (n.state = 'sent') <> (n.sent_at is not null) then 'sent_at'
    when (n.lease_id is null) <> (n.lease_until is null) then 'lease'
    when n.tries < 0 then 'tries'
    when n.version < 1 then 'version'
  end;
begin
  return broken is null or refuse_broken('notice', broken, n.id::text);
end
$$;

create function funds_receipt_holds(r funds_receipt) returns boolean
  language plpgsql immutable as
$$
declare
  broken text := case
    when r.match not in ('exact', 'under', 'over', 'late', 'repeated', 'unmatched', 'wrong_asset') then 'match'
    when r.match in ('exact', 'under', 'over', 'late', 'repeated') and r.payment_id is null then 'payment_id'
    when length(r.memo_reference) <> 17 then 'memo_reference'
    when length(r.memo_text) > 64 then 'memo_text'
    when r.stroops < 0 then 'stroops'
  end;
begin
  return broken is null or refuse_broken('funds_receipt', broken, r.operation_key);
end
$$;

create function provider_exchange_holds(e provider_exchange) returns boolean
  language plpgsql immutable as
$$
declare
  broken text := case
    when e.kind not in ('vend', 'requery', 'account_check', 'catalogue', 'balance', 'login') then 'kind'
    when (e.kind in ('vend', 'requery')) <> (e.reference is not null) then 'reference'
    when e.http_status < 0 then 'http_status'
    when e.took_millis < 0 then 'took_millis'
  end;
begin
  return broken is null or refuse_broken('provider_exchange', broken, e.id::text);
end
$$;

-- a rule that says nothing about a missing value is kept by it, as with checks: "not in" of null is not true

do
$$
declare
  relation text;
  old record;
begin
  foreach relation in array array['payment', 'payment_move', 'attempt', 'notice', 'funds_receipt', 'provider_exchange'] loop
    for old in select conname from pg_constraint where conrelid = relation::regclass and contype = 'c' loop
      execute format('alter table %I drop constraint %I', relation, old.conname);
    end loop;
    execute format('alter table %1$I add constraint %2$I check (%2$I(%1$I)) not valid', relation, relation || '_holds');
  end loop;
end
$$;

-- The condition of a trigger is read anew for each statement too.
drop trigger attempt_outcome_kept on attempt;
create or replace function refuse_other_outcome() returns trigger
  language plpgsql as
$$
begin
  if (new.id, new.payment_id, new.seq, new.provider, new.reference)
       is distinct from (old.id, old.payment_id, old.seq, old.provider, old.reference)
     or (old.state = 'delivered' and new.state not in ('delivered', 'reversed'))
     or (old.state = 'reversed' and new.state <> 'reversed')
     or (old.state in ('rejected', 'not_found') and new.state not in (old.state, 'delivered'))
  then
    raise exception 'attempt % is %: it does not become % or another order', old.id, old.state, new.state
      using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger attempt_outcome_kept before update on attempt
  for each row execute function refuse_other_outcome();
