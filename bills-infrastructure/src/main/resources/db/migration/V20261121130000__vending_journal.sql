-- The provider journal holds every call: beside vends and requeries also checks, catalogues, balances and logins, which are
-- about no attempt. payment_id ties a check to the payment it was made for; an exchange about an attempt is tied by reference.

alter table provider_exchange
  alter column reference drop not null,
  add column payment_id uuid,
  add column took_millis bigint not null default 0 check (took_millis >= 0),
  drop constraint provider_exchange_kind_check,
  add check (kind in ('vend', 'requery', 'account_check', 'catalogue', 'balance', 'login')),
  add check ((kind in ('vend', 'requery')) = (reference is not null));

alter table provider_exchange alter column took_millis drop default;

create index provider_exchange_payment on provider_exchange (payment_id) where payment_id is not null;
create index provider_exchange_at on provider_exchange using brin (at);
create index provider_exchange_others on provider_exchange (at) where reference is null and payment_id is null;

-- Append-only, with one narrow way out: retention names the table in its transaction (set_config('bills.retention', …, true))
-- and removes what is old. However it is called: nothing about a payment goes within 30 days, nothing at all within a day, and
-- nothing about an attempt whose outcome is not known.

drop trigger provider_exchange_append_only on provider_exchange;

create trigger provider_exchange_append_only before update or truncate on provider_exchange
  for each statement execute function refuse_change();

create trigger provider_exchange_removed_by_retention before delete on provider_exchange
  for each statement
  when (current_setting('bills.retention', true) is distinct from 'provider_exchange')
  execute function refuse_change();

create function refuse_early_removal_of_exchange() returns trigger
  language plpgsql as
$$
begin
  if old.at > now() - interval '1 day'
     or old.at > now() - interval '30 days' and (old.reference is not null or old.payment_id is not null)
     or exists (select from attempt a where a.reference = old.reference and a.state in ('started', 'pending', 'unknown'))
  then
    raise exception 'provider_exchange is append-only: % is not to be removed yet', old.id
      using errcode = 'restrict_violation';
  end if;
  return old;
end
$$;

create trigger provider_exchange_kept_for_its_time before delete on provider_exchange
  for each row execute function refuse_early_removal_of_exchange();
