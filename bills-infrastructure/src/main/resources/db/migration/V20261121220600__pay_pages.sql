-- The pay page: customers pay without an account with us (docs/adr/0044).

-- Whose payments those are that no partner's link led to. It has no key.
insert into partner (id, name, created_at)
values ('00000000-0000-7000-8000-000000000001', 'Pay page (house)', now())
on conflict do nothing;

-- Which payment a page's secret opens. Of the secret, 256 random bits in the page's address, only a keyed hash is kept.
create table pay_page (
  secret_hash bytea       primary key check (length(secret_hash) = 32),
  payment_id  uuid        not null references payment,
  return_url  text        check (length(return_url) between 9 and 1000 and return_url ~* '^https://'),
  opened_at   timestamptz not null
);

comment on column pay_page.secret_hash is 'HMAC-SHA-256 of the secret';
comment on column pay_page.return_url is 'where the customer goes on, said by a partner in a sealed link';

create trigger pay_page_append_only before update or delete or truncate on pay_page
  for each statement execute function refuse_change();
