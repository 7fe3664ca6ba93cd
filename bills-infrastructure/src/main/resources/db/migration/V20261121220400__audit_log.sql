-- What our people did: rows that follow each other without gaps, each sealed over its content and the seal of the row before.

create table audit_entry (
  number    bigint primary key check (number > 0),
  at        timestamptz not null,
  by_staff  uuid,
  kind      text        not null,
  subject   text        not null,
  reason    text        not null,
  details   jsonb       not null check (jsonb_typeof(details) = 'object'),
  previous  text        not null check (previous ~ '^[0-9a-f]{64}$'),
  seal      text        not null unique check (seal ~ '^[0-9a-f]{64}$')
);

create index audit_entry_subject on audit_entry (subject, number);
create index audit_entry_by on audit_entry (by_staff, number);
create index audit_entry_at on audit_entry (at);

comment on table audit_entry is 'append-only; checked by deploy/audit.sh verify';
comment on column audit_entry.by_staff is 'who did it; none for a command of an operator';
comment on column audit_entry.seal is 'HMAC-SHA-256 with a key that is not in the database (docs/adr/0041)';

-- The end of the log, held while an act is written.
create table audit_head (
  only_row boolean primary key default true check (only_row),
  number   bigint not null,
  seal     text   not null
);

insert into audit_head (number, seal) values (0, repeat('0', 64));

create function audit_entry_follows() returns trigger
  language plpgsql as
$$
begin
  if not exists (select 1 from audit_head h where h.number = new.number - 1 and h.seal = new.previous) then
    raise exception 'audit_entry: % does not follow the head', new.number using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

create trigger audit_entry_follows before insert on audit_entry
  for each row execute function audit_entry_follows();
create trigger audit_entry_append_only before update or delete on audit_entry
  for each row execute function refuse_change();
create trigger audit_entry_not_emptied before truncate on audit_entry
  for each statement execute function refuse_change();

create function audit_head_follows() returns trigger
  language plpgsql as
$$
begin
  if new.number <> old.number + 1 or not exists
      (select 1 from audit_entry e where e.number = new.number and e.seal = new.seal and e.previous = old.seal) then
    raise exception 'audit_head: % is not the next entry', new.number using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

create trigger audit_head_follows before update on audit_head
  for each row execute function audit_head_follows();
create trigger audit_head_kept before insert or delete on audit_head
  for each row execute function refuse_change();
create trigger audit_head_not_emptied before truncate on audit_head
  for each statement execute function refuse_change();
