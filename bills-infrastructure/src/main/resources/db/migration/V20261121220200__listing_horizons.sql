-- Which transaction added a row: a list or an export holds what was committed when it was begun, whatever is committed while it
-- is read (docs/adr/0035). Rows from before count as always there. No index: the lists go along those there are.

alter table payment add column created_in xid8 not null default '1';
alter table payment alter column created_in set default pg_current_xact_id();

alter table journal_entry add column created_in xid8 not null default '1';
alter table journal_entry alter column created_in set default pg_current_xact_id();

comment on column payment.created_in is 'the transaction that added the row; written by the default alone';
comment on column journal_entry.created_in is 'the transaction that added the row; written by the default alone';
