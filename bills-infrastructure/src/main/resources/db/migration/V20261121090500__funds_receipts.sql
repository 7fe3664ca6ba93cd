-- Money that arrived on Stellar, and how far its feed has been read. Both are written in one transaction.

create table funds_receipt (
  feed             text        not null,
  operation_key    text        not null,
  transaction_hash text        not null,
  closed_at        timestamptz not null,
  sender           text        not null,
  asset_code       text        not null,
  asset_issuer     text        not null,
  stroops          bigint      not null check (stroops >= 0),
  memo_reference   text        check (length(memo_reference) = 17),
  memo_text        text        check (length(memo_text) <= 64),
  match            text        not null check (match in ('exact', 'under', 'over', 'late', 'repeated', 'unmatched', 'wrong_asset')),
  payment_id       uuid        references payment,
  stored_at        timestamptz not null default now(),
  primary key (operation_key, feed),
  check (match not in ('exact', 'under', 'over', 'late', 'repeated') or payment_id is not null)
);

create index funds_receipt_payment on funds_receipt (payment_id) where payment_id is not null;
create unique index funds_receipt_one_exact on funds_receipt (payment_id) where match = 'exact';

create trigger funds_receipt_append_only before update or delete or truncate on funds_receipt
  for each statement execute function refuse_change();

create table feed_cursor (
  feed         text        primary key,
  position     text        not null,
  seen_through timestamptz not null
);

-- Records nobody could read, for a person.
create table funds_quarantine (
  feed          text        not null,
  operation_key text        not null,
  raw           text        not null,
  why           text        not null,
  stored_at     timestamptz not null default now(),
  primary key (operation_key, feed)
);
