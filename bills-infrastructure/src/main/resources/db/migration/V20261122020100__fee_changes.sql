-- Fees that people change: proposed by one, approved by another while its beginning is still ahead, never removed.

create table fee_change (
  id          uuid        primary key,
  scope       text        not null check (scope in ('bill_type', 'biller')),
  code        text        not null check (length(code) between 1 and 64),
  kobo        bigint      not null check (kobo between 0 and 1000000),
  former_kobo bigint      check (former_kobo >= 0),
  starts_at   timestamptz not null,
  reason      text        not null check (length(btrim(reason)) >= 5 and length(reason) <= 500),
  staff_id    uuid        not null,
  staff_name  text        not null check (length(staff_name) between 1 and 200),
  at          timestamptz not null,
  state       text        not null check (state in ('proposed', 'approved', 'refused', 'lapsed')),
  second_id   uuid,
  second_name text        check (length(second_name) between 1 and 200),
  decided_at  timestamptz,
  words       text        check (length(words) <= 500),
  version     bigint      not null check (version >= 1),
  check (starts_at > at),
  check (num_nulls(second_id, second_name, decided_at, words) in (0, 4)),
  constraint fee_change_two_people check (state <> 'approved' or (second_id is not null and second_id <> staff_id)),
  constraint fee_change_ahead check (state <> 'approved' or starts_at > decided_at)
);

comment on column fee_change.former_kobo is 'what was charged when it was proposed; null where a biller had no fee of its own';

create unique index fee_change_one_waiting on fee_change (scope, code) where state = 'proposed';
create index fee_change_approved on fee_change (starts_at) where state = 'approved';
create index fee_change_at on fee_change (at desc);

create trigger fee_change_kept before delete or truncate on fee_change
  for each statement execute function refuse_change();

create trigger fee_change_decided_once before update on fee_change
  for each row
  when (old.state <> 'proposed'
        or (new.id, new.scope, new.code, new.kobo, new.former_kobo, new.starts_at, new.reason, new.staff_id, new.staff_name, new.at)
           is distinct from
           (old.id, old.scope, old.code, old.kobo, old.former_kobo, old.starts_at, old.reason, old.staff_id, old.staff_name, old.at))
  execute function refuse_change();
