-- How much of a quota is used, one row for all nodes. Nodes take permits from it in chunks; while a row is locked nothing else
-- happens. What is lost with it is a limit and nothing more, so it is written without waiting for the disk.

create table permit_count (
  kind    text        not null check (kind in ('api_key', 'customer', 'provider')),
  name    text        not null check (length(name) between 1 and 64),
  newest  bigint      not null,
  counts  int[]       not null,
  used_at timestamptz not null default clock_timestamp(),
  primary key (kind, name)
) with (fillfactor = 50);

comment on column permit_count.name is 'id of the key, keyed hash of the customer, code of the provider';
comment on column permit_count.newest is 'number since 1970 of the slot at counts[1]: a minute, of which 61 count; counts[2] is the one before it';
