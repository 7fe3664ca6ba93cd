-- Every request to a provider and what came back, sealed (answers hold tokens), append-only.

create table provider_exchange (
  id              uuid        primary key,
  provider        text        not null,
  reference       text        not null,
  kind            text        not null check (kind in ('vend', 'requery')),
  request_sealed  bytea       not null,
  http_status     int         not null check (http_status >= 0),
  response_sealed bytea       not null,
  at              timestamptz not null
);

create index provider_exchange_reference on provider_exchange (reference);

create trigger provider_exchange_append_only before update or delete or truncate on provider_exchange
  for each statement execute function refuse_change();
