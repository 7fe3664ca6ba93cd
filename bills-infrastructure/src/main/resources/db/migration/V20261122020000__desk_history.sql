-- What the timeline of a payment tells and no row kept. It is written where something goes wrong or is done again, by the database
-- itself: a message that is carried at once, and a payment that needs nobody, cost nothing more.

-- Tries to carry a message that failed, and what was sent before it was sent again. The last success stands in the notice.
create table notice_try (
  id         bigint      generated always as identity primary key,
  payment_id uuid        not null references payment,
  kind       text        not null,
  channel    text        not null,
  number     int         not null check (number >= 0),
  result     text        not null check (result in ('sent', 'failed', 'given_up')),
  error      text,
  at         timestamptz not null
);

create index notice_try_payment on notice_try (payment_id, id);

create trigger notice_try_append_only before update or delete or truncate on notice_try
  for each statement execute function refuse_change();

-- of those before this, the last failure is known, though not when
insert into notice_try (payment_id, kind, channel, number, result, error, at)
select n.payment_id, n.kind, n.channel, n.tries, case n.state when 'dead' then 'given_up' else 'failed' end, n.last_error,
       (select max(m.at) from payment_move m where m.payment_id = n.payment_id)
  from notice n where n.last_error is not null order by n.id;

create function keep_notice_try() returns trigger
  language plpgsql as
$$
begin
  if old.state = 'sent' then
    insert into notice_try (payment_id, kind, channel, number, result, at)
    values (old.payment_id, old.kind, old.channel, old.tries, 'sent', old.sent_at);
  else
    insert into notice_try (payment_id, kind, channel, number, result, error, at)
    values (new.payment_id, new.kind, new.channel, new.tries, case new.state when 'dead' then 'given_up' else 'failed' end,
            new.last_error, clock_timestamp());
  end if;
  return null;
end
$$;

create trigger notice_tried after update on notice
  for each row
  when ((old.state = 'sent' and new.state = 'due') or (new.last_error is not null and new.tries > old.tries))
  execute function keep_notice_try();

-- Reviews, also those that are over: the payment itself has the open one only.
create table payment_review (
  id         bigint      generated always as identity primary key,
  payment_id uuid        not null references payment,
  kind       text        not null,
  reason     text        not null,
  since      timestamptz not null
);

create index payment_review_payment on payment_review (payment_id, id);

create trigger payment_review_append_only before update or delete or truncate on payment_review
  for each statement execute function refuse_change();

insert into payment_review (payment_id, kind, reason, since)
select id, review_kind, review_reason, review_since from payment where review_kind is not null order by review_since, id;

create function keep_payment_review() returns trigger
  language plpgsql as
$$
begin
  insert into payment_review (payment_id, kind, reason, since)
  values (new.id, new.review_kind, new.review_reason, new.review_since);
  return null;
end
$$;

create trigger payment_reviewed after update on payment
  for each row
  when (new.review_since is not null and new.review_since is distinct from old.review_since)
  execute function keep_payment_review();

-- Acts with money that waits belong to the payment the money was meant for.
create index staff_act_refund on staff_act (refund_id) where refund_id is not null;
