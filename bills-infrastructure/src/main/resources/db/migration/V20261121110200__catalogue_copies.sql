-- Refreshes of the providers' catalogues: which is due, and why a copy is old. Cards of examinations beside meter tokens,
-- and payments that fail because nobody sells their plan at the quoted price.

create table provider_catalogue (
  provider        text        primary key check (provider ~ '^[a-z][a-z0-9]{1,19}$'),
  next_refresh_at timestamptz not null,
  refreshed_at    timestamptz,
  trouble         text,
  trouble_at      timestamptz,
  check ((trouble is null) = (trouble_at is null))
);

comment on column provider_catalogue.next_refresh_at is 'taken by moving it on: of several nodes one refreshes';
comment on column provider_catalogue.trouble is 'why the last refresh kept the old copy; null when it did not';

alter table biller add column offered boolean not null default true;
comment on column biller.active is 'switched on by people';
comment on column biller.offered is 'whether any provider''s present catalogue has it; on sale is active and offered';

alter table token drop constraint token_kind_check;
alter table token add constraint token_kind_check check (kind in (
  'KEY_CHANGE_1', 'KEY_CHANGE_2', 'CREDIT', 'BONUS', 'SERIAL', 'PIN'));

alter table payment drop constraint payment_failure_code_check;
alter table payment add constraint payment_failure_code_check check (failure_code in (
  'AMOUNT_MISMATCH', 'PAYMENT_EXPIRED', 'PAYMENT_CANCELLED', 'ACCOUNT_NOT_FOUND',
  'AMOUNT_INVALID', 'PLAN_UNAVAILABLE', 'PROVIDER_ERROR', 'PROVIDER_REVERSED'));
