-- The rules of the other tables that a payment writes, as functions (docs/adr/0050): PostgreSQL reads the text of every check anew
-- for each statement that writes to its table. What is refused stays the same; a refusal has the code of a check and names the rule.
-- A rule that says nothing about a missing value is kept by it, as with checks. Rows that are there are not read again.

create function outbox_holds(o outbox) returns boolean
  language plpgsql immutable as
$$
declare
  broken text := case
    when o.kind not in ('payment_look', 'refund_ready', 'notice_ready', 'event_ready', 'hook_ready') then 'kind'
    when (o.kind in ('payment_look', 'event_ready', 'hook_ready')) <> (o.due_at is not null) then 'due_at'
    when (o.kind = 'refund_ready') <> (o.subject is null) then 'subject'
  end;
begin
  return broken is null or refuse_broken('outbox', broken, o.id::text);
end
$$;

create function journal_entry_holds(e journal_entry) returns boolean
  language plpgsql immutable as
$$
declare
  broken text := case
    when length(e.reference) not between 1 and 120 then 'reference'
  end;
begin
  return broken is null or refuse_broken('journal_entry', broken, e.id::text);
end
$$;

create function posting_holds(p posting) returns boolean
  language plpgsql immutable as
$$
declare
  broken text := case
    when p.line < 1 then 'line'
    when p.account !~ '^[a-z][a-z0-9_]{1,39}$' then 'account'
    when p.stroops = 0 then 'stroops'
  end;
begin
  return broken is null or refuse_broken('posting', broken, p.entry_id::text);
end
$$;

create function token_holds(t token) returns boolean
  language plpgsql immutable as
$$
declare
  broken text := case
    when t.delivery_number < 1 then 'delivery_number'
    when t.line < 1 then 'line'
    when t.kind not in ('KEY_CHANGE_1', 'KEY_CHANGE_2', 'CREDIT', 'BONUS', 'SERIAL', 'PIN') then 'kind'
    when length(t.digits_sealed) <= 32 then 'digits_sealed'
  end;
begin
  return broken is null or refuse_broken('token', broken, t.payment_id::text);
end
$$;

create function payment_answer_holds(a payment_answer) returns boolean
  language plpgsql immutable as
$$
declare
  broken text := case
    when length(a.asked_hash) <> 32 then 'asked_hash'
    when length(a.location) not between 1 and 2000 then 'location'
    when length(a.body) not between 1 and 65536 then 'body'
  end;
begin
  return broken is null or refuse_broken('payment_answer', broken, a.payment_id::text);
end
$$;

do
$$
declare
  relation text;
  old record;
begin
  foreach relation in array array['outbox', 'journal_entry', 'posting', 'token', 'payment_answer'] loop
    for old in select conname from pg_constraint where conrelid = relation::regclass and contype = 'c' loop
      execute format('alter table %I drop constraint %I', relation, old.conname);
    end loop;
    execute format('alter table %1$I add constraint %2$I check (%2$I(%1$I)) not valid', relation, relation || '_holds');
  end loop;
end
$$;
