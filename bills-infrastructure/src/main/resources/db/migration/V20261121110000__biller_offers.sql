-- What each provider sells, under its own codes and at its own price: the last good copy of its catalogue. Billers and
-- plans have our names in it (docs/adr), so that the same row of two providers is the same thing.

alter table biller drop constraint biller_bill_type_check;
alter table biller add constraint biller_bill_type_check check (bill_type in (
  'electricity', 'airtime', 'data', 'cable_tv', 'water', 'internet', 'gaming', 'education'));

create table provider_offer (
  id              bigint      generated always as identity primary key,
  provider        text        not null check (provider ~ '^[a-z][a-z0-9]{1,19}$'),
  bill_type       text        not null check (bill_type in (
                    'electricity', 'airtime', 'data', 'cable_tv', 'water', 'internet', 'gaming', 'education')),
  biller          text        not null check (biller ~ '^[a-z0-9][a-z0-9_-]{1,31}$'),
  biller_name     text        not null,
  provider_biller text        not null check (length(provider_biller) between 1 and 100),
  provider_item   text        check (length(provider_item) between 1 and 200),
  meter_type      text        check (meter_type in ('prepaid', 'postpaid')),
  plan_code       text        check (plan_code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(plan_code) <= 64),
  plan_name       text,
  price_kobo      bigint      check (price_kobo > 0 and price_kobo <= 100000000000),
  validity        text,
  minimum_kobo    bigint      check (minimum_kobo > 0),
  maximum_kobo    bigint      check (maximum_kobo > 0),
  available       boolean     not null default true,
  seen_at         timestamptz not null,
  unique nulls not distinct (provider, bill_type, biller, meter_type, plan_code),
  check (num_nulls(plan_code, plan_name, price_kobo) in (0, 3)),
  check (plan_code is not null or validity is null),
  check (meter_type is null or bill_type = 'electricity')
);

comment on column provider_offer.available is 'false when the provider''s latest catalogue no longer had it; never deleted';

-- The first copy: what VTpass was known to sell before its catalogue was ever read.
insert into provider_offer (provider, bill_type, biller, biller_name, provider_biller, seen_at)
select 'vtpass', b.bill_type, b.code, b.name, s.service_id, timestamptz '2026-11-21 00:00:00Z'
from biller b
join (values
  ('electricity', 'ekedc',   'eko-electric'),
  ('electricity', 'ikedc',   'ikeja-electric'),
  ('electricity', 'aedc',    'abuja-electric'),
  ('electricity', 'ibedc',   'ibadan-electric'),
  ('electricity', 'kedco',   'kano-electric'),
  ('electricity', 'phed',    'portharcourt-electric'),
  ('electricity', 'jed',     'jos-electric'),
  ('electricity', 'kaedco',  'kaduna-electric'),
  ('electricity', 'eedc',    'enugu-electric'),
  ('electricity', 'bedc',    'benin-electric'),
  ('electricity', 'yedc',    'yola-electric'),
  ('electricity', 'aba',     'aba-electric'),
  ('airtime',     'mtn',     'mtn'),
  ('airtime',     'airtel',  'airtel'),
  ('airtime',     'glo',     'glo'),
  ('airtime',     '9mobile', 'etisalat')
) as s (bill_type, code, service_id) on s.bill_type = b.bill_type and s.code = b.code;
