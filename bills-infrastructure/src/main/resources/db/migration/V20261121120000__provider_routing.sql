-- Routing: why providers were passed over, who switched them off, what is left of our balances there; and a provider that
-- takes back what it had delivered.

-- What stands in a payment's timeline beside its moves. The same of the same attempt and provider is told once.
create table payment_note (
  id         bigint      generated always as identity primary key,
  payment_id uuid        not null references payment,
  kind       text        not null check (kind in ('provider_skipped', 'delivered_late', 'reversed')),
  attempt    int         not null check (attempt >= 1),
  provider   text        not null check (provider ~ '^[a-z][a-z0-9]{1,19}$'),
  text       text        not null,
  at         timestamptz not null,
  unique (payment_id, kind, attempt, provider, text)
);

create trigger payment_note_append_only before update or delete or truncate on payment_note
  for each statement execute function refuse_change();

-- Every switching of a provider; the last one counts, and a provider that has none is on.
create table provider_switching (
  id          bigint      generated always as identity primary key,
  provider    text        not null check (provider ~ '^[a-z][a-z0-9]{1,19}$'),
  switched_on boolean     not null,
  actor       text        not null check (length(actor) between 1 and 100),
  reason      text        not null check (length(reason) between 1 and 500),
  at          timestamptz not null
);

create index provider_switching_latest on provider_switching (provider, id desc);

create trigger provider_switching_append_only before update or delete or truncate on provider_switching
  for each statement execute function refuse_change();

-- Our balances as the providers told them.
create table provider_float (
  provider       text        not null check (provider ~ '^[a-z][a-z0-9]{1,19}$'),
  at             timestamptz not null,
  available_kobo bigint      not null check (available_kobo >= 0),
  primary key (provider, at)
);

-- The rate of spending: postings to one account since a moment.
create index journal_entry_at on journal_entry (at);

-- Delivered, then taken back. That is the only way out of delivered; nothing leads out of reversed.
alter table attempt drop constraint attempt_state_check;
alter table attempt add constraint attempt_state_check check (state in (
  'started', 'pending', 'unknown', 'delivered', 'rejected', 'not_found', 'reversed'));
alter table attempt drop constraint attempt_rejection_check;
alter table attempt add constraint attempt_rejection_check check (rejection in (
  'ACCOUNT_INVALID', 'AMOUNT_REFUSED', 'NOT_SOLD', 'INSUFFICIENT_FLOAT', 'CREDENTIALS_REFUSED',
  'BILLER_UNREACHABLE', 'PROVIDER_UNREACHABLE', 'LIKELY_DUPLICATE', 'FAILED', 'REVERSED'));
alter table payment drop constraint payment_review_kind_check;
alter table payment add constraint payment_review_kind_check check (review_kind in (
  'OUTCOME_UNKNOWN', 'CONTRADICTION', 'REVERSED', 'REFUND_BLOCKED'));

drop trigger attempt_outcome_kept on attempt;
create trigger attempt_outcome_kept before update on attempt
  for each row
  when ((new.id, new.payment_id, new.seq, new.provider, new.reference)
        is distinct from (old.id, old.payment_id, old.seq, old.provider, old.reference)
        or (old.state = 'delivered' and new.state not in ('delivered', 'reversed'))
        or (old.state = 'reversed' and new.state <> 'reversed')
        or (old.state in ('rejected', 'not_found') and new.state not in (old.state, 'delivered')))
  execute function refuse_other_outcome();
