-- "Buy again?": the same partner, biller, account and amount once more within a window needs a word that it is wanted.

alter table payment add column buy_again boolean not null default false;

comment on column payment.buy_again is 'it was wanted although the same had been asked for just before';

-- What was asked for lately, beside payment and not an index of it: a payment is written a dozen times, and each of these writes
-- would write the index too. Kept for a day.
create table payment_like (
  what       bigint      not null,
  made_at    timestamptz not null,
  payment_id uuid        not null,
  since      timestamptz
);

create index payment_like_what on payment_like (what, made_at);
create index payment_like_made_at on payment_like using brin (made_at);

comment on column payment_like.what is 'eight bytes of the keyed hash of partner, bill type, biller, account and amount';
comment on column payment_like.since is 'refused if there was one after that; null: another one is wanted';

-- Of several at the same moment one comes in and the others are turned away at once: whoever waits here holds up everybody who
-- shares its commit. Once the lock is had, whoever had it before has committed and is seen. A payment that came to nothing does not count.
create function refuse_payment_again() returns trigger
  language plpgsql as
$$
begin
  if not pg_try_advisory_xact_lock(new.what) then
    raise exception 'the same payment is being requested'
      using errcode = 'serialization_failure';
  end if;
  if exists (
    select from payment_like l
     where l.what = new.what and l.made_at > new.since
       and not exists (
         select from payment p
          where p.id = l.payment_id
            and p.state in ('account_invalid', 'expired', 'refund_initiated', 'refund_processing', 'refunded')))
  then
    raise exception 'the same payment was requested just before'
      using errcode = 'unique_violation', constraint = 'payment_like_again';
  end if;
  return new;
end
$$;

create trigger payment_not_again before insert on payment_like
  for each row when (new.since is not null)
  execute function refuse_payment_again();
