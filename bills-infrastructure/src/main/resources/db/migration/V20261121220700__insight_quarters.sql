-- Figures for the dashboard. A timer counts each quarter of an hour once it is over, from rows that never change (moves, exchanges),
-- so that a period of months is read from some thousand rows and payments are left alone.

create table insight_quarter (
  at              timestamptz not null,
  bill_type       text        not null,
  provider        text        not null,
  requested       bigint      not null,
  requested_kobo  bigint      not null,
  paid            bigint      not null,
  paid_kobo       bigint      not null,
  delivered       bigint      not null,
  delivered_kobo  bigint      not null,
  fee_kobo        bigint      not null,
  refused         bigint      not null,
  retried         bigint      not null,
  refund_owed     bigint      not null,
  refunded        bigint      not null,
  refunded_kobo   bigint      not null,
  expired         bigint      not null,
  within_5s       bigint      not null,
  within_15s      bigint      not null,
  within_60s      bigint      not null,
  within_300s     bigint      not null,
  within_1800s    bigint      not null,
  primary key (at, bill_type, provider)
);
comment on column insight_quarter.provider is 'whose attempt it was; empty where no provider has part in it';
comment on column insight_quarter.refused is 'attempts known not to have been delivered';
comment on column insight_quarter.within_5s is 'of those delivered: so many within that time of the money, and so on';

create table insight_calls (
  at           timestamptz not null,
  provider     text        not null,
  kind         text        not null,
  calls        bigint      not null,
  unanswered   bigint      not null,
  millis       bigint      not null,
  most_millis  bigint      not null,
  within_2s    bigint      not null,
  within_10s   bigint      not null,
  primary key (at, provider, kind)
);
comment on column insight_calls.unanswered is 'no answer, or one of 500 and above';

-- Moves are appended in the order of their time, so the smallest of indexes finds those of a quarter. A fresh range costs it nothing.
create index payment_move_at on payment_move using brin (at) with (autosummarize = on);

-- What waits for a person is found without looking at what does not.
create index if not exists payment_in_review on payment (review_since) where review_kind is not null;

-- Up to when everything is counted.
create table insight_rolled (
  until timestamptz not null,
  one   boolean     primary key default true check (one)
);

insert into insight_rolled (until)
select date_bin(interval '15 minutes', coalesce(min(at), now()), timestamptz '2000-01-01 00:00:00Z') from payment_move;
