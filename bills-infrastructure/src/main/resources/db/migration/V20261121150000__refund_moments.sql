-- When money was sent back, and what kept it from being built. All columns may be null, so that nodes of the version before go
-- on beside it.

alter table refund add column hindrance text check (hindrance in ('queue', 'review', 'stellar', 'wallet'));
alter table refund add column hindrance_detail text;
alter table refund add constraint refund_hindrance_whole check ((hindrance is null) = (hindrance_detail is null));
comment on column refund.hindrance is 'what last kept it from being built; stays when it goes on';

alter table refund_attempt add column submitted_at timestamptz;
alter table refund_attempt add constraint refund_attempt_submitted
  check (submitted_at is null or (state = 'confirmed' and submitted_at >= prepared_at));
comment on column refund_attempt.submitted_at is 'when it was sent at the latest; known once it is in a ledger, null before and for those confirmed before 2026-11-21';

create trigger refund_attempt_submitted_once before update on refund_attempt
  for each row
  when (old.submitted_at is not null and new.submitted_at is distinct from old.submitted_at)
  execute function refuse_other_bytes();
