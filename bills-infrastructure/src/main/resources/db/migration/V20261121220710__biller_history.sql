-- What was on sale and what we charged, when. The catalogue's history is kept by the database itself: each change of a price, of
-- limits or of availability, once.

create table provider_offer_change (
  id           bigint      generated always as identity primary key,
  offer_id     bigint      not null,
  provider     text        not null,
  bill_type    text        not null,
  biller       text        not null,
  meter_type   text,
  plan_code    text,
  plan_name    text,
  price_kobo   bigint,
  minimum_kobo bigint,
  maximum_kobo bigint,
  available    boolean     not null,
  at           timestamptz not null
);

create index provider_offer_change_of on provider_offer_change (offer_id, id desc);
create index provider_offer_change_latest on provider_offer_change (provider, id desc);

create trigger provider_offer_change_append_only before update or delete or truncate on provider_offer_change
  for each statement execute function refuse_change();

insert into provider_offer_change (offer_id, provider, bill_type, biller, meter_type, plan_code, plan_name, price_kobo, minimum_kobo, maximum_kobo, available, at)
select id, provider, bill_type, biller, meter_type, plan_code, plan_name, price_kobo, minimum_kobo, maximum_kobo, available, seen_at
  from provider_offer order by id;

create function keep_offer_change() returns trigger
  language plpgsql as
$$
begin
  insert into provider_offer_change (offer_id, provider, bill_type, biller, meter_type, plan_code, plan_name, price_kobo, minimum_kobo, maximum_kobo, available, at)
  values (new.id, new.provider, new.bill_type, new.biller, new.meter_type, new.plan_code, new.plan_name, new.price_kobo, new.minimum_kobo, new.maximum_kobo, new.available, clock_timestamp());
  return null;
end
$$;

create trigger provider_offer_added after insert on provider_offer
  for each row execute function keep_offer_change();

create trigger provider_offer_changed after update on provider_offer
  for each row
  when ((old.price_kobo, old.minimum_kobo, old.maximum_kobo, old.available, old.plan_name)
        is distinct from (new.price_kobo, new.minimum_kobo, new.maximum_kobo, new.available, new.plan_name))
  execute function keep_offer_change();

-- Fees are a setting (BILL_FEES). A node that starts with others than were last in force writes them down.
create table fee_version (
  id    bigint      generated always as identity primary key,
  since timestamptz not null
);

create table fee_line (
  version_id bigint not null references fee_version,
  scope      text   not null check (scope in ('bill_type', 'biller')),
  code       text   not null check (length(code) between 1 and 64),
  kobo       bigint not null check (kobo >= 0),
  primary key (version_id, scope, code)
);

create trigger fee_version_append_only before update or delete or truncate on fee_version
  for each statement execute function refuse_change();
create trigger fee_line_append_only before update or delete or truncate on fee_line
  for each statement execute function refuse_change();
