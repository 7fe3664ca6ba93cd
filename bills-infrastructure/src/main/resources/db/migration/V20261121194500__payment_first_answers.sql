-- The answer to a request under a reference, byte for byte, kept for seven days in the transaction that stores the payment.
-- Nobody's account is in it; of the request only a keyed hash is kept. Without it the reference still has its one payment.

create table payment_answer (
  payment_id uuid        primary key references payment,
  asked_hash bytea       not null check (length(asked_hash) = 32),
  location   text        not null check (length(location) between 1 and 2000),
  body       bytea       not null check (length(body) between 1 and 65536),
  kept_at    timestamptz not null
);

create index payment_answer_kept on payment_answer using brin (kept_at);

comment on column payment_answer.asked_hash is 'HMAC-SHA-256 of the body of the request';

-- Append-only but for retention, as provider_exchange is.
create trigger payment_answer_append_only before update or truncate on payment_answer
  for each statement execute function refuse_change();

create trigger payment_answer_removed_by_retention before delete on payment_answer
  for each statement
  when (current_setting('bills.retention', true) is distinct from 'payment_answer')
  execute function refuse_change();

create function refuse_early_removal_of_answer() returns trigger
  language plpgsql as
$$
begin
  if old.kept_at > now() - interval '7 days' then
    raise exception 'payment_answer is append-only: % is not to be removed yet', old.payment_id
      using errcode = 'restrict_violation';
  end if;
  return old;
end
$$;

create trigger payment_answer_kept_for_its_time before delete on payment_answer
  for each row execute function refuse_early_removal_of_answer();

-- A second request under a reference whose first is not committed yet is turned away at once instead of waiting for it: whoever
-- waits here holds up everybody who shares its commit.
create function refuse_request_under_way() returns trigger
  language plpgsql as
$$
begin
  if not pg_try_advisory_xact_lock(hashtextextended(new.partner_id::text || ' ' || new.request_reference, 0)) then
    raise exception 'a payment is being requested under this reference'
      using errcode = 'serialization_failure';
  end if;
  return new;
end
$$;

create trigger payment_request_under_way before insert on payment
  for each row when (new.request_reference is not null)
  execute function refuse_request_under_way();
