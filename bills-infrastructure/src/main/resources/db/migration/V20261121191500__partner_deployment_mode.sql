-- What this database is for. The first start writes it down; a server of the other mode does not start on it (docs/adr/0030).

create table deployment_mode (
  mode  text        primary key check (mode in ('live', 'sandbox')),
  since timestamptz not null default now(),
  one   boolean     not null default true unique check (one)
);

create trigger deployment_mode_stays before update or delete or truncate on deployment_mode
  for each statement execute function refuse_change();
