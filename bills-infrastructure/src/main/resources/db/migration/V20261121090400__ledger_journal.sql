-- The double-entry journal: append-only, each entry complete and balanced when its statement ends.

create table journal_entry (
  id         bigint      generated always as identity primary key,
  reference  text        not null unique check (length(reference) between 1 and 120),
  payment_id uuid        references payment,
  at         timestamptz not null
);

create index journal_entry_payment on journal_entry (payment_id) where payment_id is not null;

create table posting (
  entry_id bigint not null references journal_entry,
  line     int    not null check (line >= 1),
  account  text   not null check (account ~ '^[a-z][a-z0-9_]{1,39}$'),
  stroops  bigint not null check (stroops <> 0),
  primary key (entry_id, line)
);

comment on column posting.stroops is 'stroops of naira (0.0000001): debits positive, credits negative';

create trigger journal_entry_append_only before update or delete or truncate on journal_entry
  for each statement execute function refuse_change();
create trigger posting_append_only before update or delete or truncate on posting
  for each statement execute function refuse_change();

-- All lines of an entry come in one statement and add up to zero; nothing is added to it later.
create function require_balance() returns trigger
  language plpgsql as
$$
declare
  wrong bigint;
begin
  select n.entry_id into wrong
    from (select entry_id, count(*) as lines, sum(stroops) as total from new_postings group by entry_id) n
   where n.total <> 0
      or n.lines <> (select count(*) from posting p where p.entry_id = n.entry_id)
   limit 1;
  if found then
    raise exception 'journal entry % is out of balance or was added to', wrong
      using errcode = 'check_violation', constraint = 'posting_balanced', table = 'posting';
  end if;
  return null;
end
$$;

create trigger posting_balanced after insert on posting
  referencing new table as new_postings
  for each statement execute function require_balance();

-- What each account holds. The sum of the whole view is zero at all times.
create view trial_balance as
  select account, sum(stroops) as stroops from posting group by account;
