-- Sealed columns may be sealed again with the first key, also where rows are append-only. Whoever does names the table in the
-- transaction (set_config('bills.reseal', …, true)) and can change the sealed columns and nothing else; what is put there
-- opens only when it was sealed for that very row.

create function refuse_more_than_resealing() returns trigger
  language plpgsql as
$$
begin
  if to_jsonb(new) - tg_argv is distinct from to_jsonb(old) - tg_argv then
    raise exception '% is append-only: only sealed columns are sealed again', tg_table_name
      using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

drop trigger token_append_only on token;
create trigger token_append_only before delete or truncate on token
  for each statement execute function refuse_change();
create trigger token_not_changed before update on token
  for each statement when (current_setting('bills.reseal', true) is distinct from 'token')
  execute function refuse_change();
create trigger token_resealed before update on token
  for each row execute function refuse_more_than_resealing('digits_sealed');

drop trigger provider_exchange_append_only on provider_exchange;
create trigger provider_exchange_append_only before truncate on provider_exchange
  for each statement execute function refuse_change();
create trigger provider_exchange_not_changed before update on provider_exchange
  for each statement when (current_setting('bills.reseal', true) is distinct from 'provider_exchange')
  execute function refuse_change();
create trigger provider_exchange_resealed before update on provider_exchange
  for each row execute function refuse_more_than_resealing('request_sealed', 'response_sealed');

drop trigger provider_event_kept on provider_event;
create trigger provider_event_kept before update on provider_event
  for each row
  when (((new.id, new.provider, new.event_id, new.kind, new.reference, new.provider_reference, new.body_sealed, new.received_at)
         is distinct from (old.id, old.provider, old.event_id, old.kind, old.reference, old.provider_reference, old.body_sealed, old.received_at)
         or old.state <> 'due')
        and current_setting('bills.reseal', true) is distinct from 'provider_event')
  execute function refuse_other_event();
create trigger provider_event_resealed before update on provider_event
  for each row when (current_setting('bills.reseal', true) = 'provider_event')
  execute function refuse_more_than_resealing('body_sealed');

drop trigger hook_attempt_ends_once on hook_attempt;
create trigger hook_attempt_ends_once before update on hook_attempt
  for each row
  when ((old.ended_at is not null
         or (new.endpoint_id, new.event_id, new.number, new.started_at)
            is distinct from (old.endpoint_id, old.event_id, old.number, old.started_at))
        and current_setting('bills.reseal', true) is distinct from 'hook_attempt')
  execute function refuse_other_end();
create trigger hook_attempt_resealed before update on hook_attempt
  for each row when (current_setting('bills.reseal', true) = 'hook_attempt')
  execute function refuse_more_than_resealing('answer_sealed');

-- How far each table has got. One node works on a table at a time; the row moves on with the rows it is about.
create table seal_rotation (
  table_name text        primary key,
  key_id     text        not null,
  since      timestamptz not null,
  after_key  text[],
  changed    bigint      not null check (changed >= 0),
  left_over  bigint      not null check (left_over >= 0),
  next_at    timestamptz not null,
  done_at    timestamptz,
  check (done_at is null or after_key is null)
);

comment on column seal_rotation.key_id is 'the key everything is being sealed with';
comment on column seal_rotation.since is 'when that key was first seen in front';
comment on column seal_rotation.after_key is 'the last row that was looked at; null at the beginning of a round';
comment on column seal_rotation.changed is 'fields sealed again in this round';
comment on column seal_rotation.left_over is 'rows of this round that somebody else had locked or that did not open';
comment on column seal_rotation.next_at is 'when it is looked at again';
comment on column seal_rotation.done_at is 'the end of a round that found nothing to do';

-- The id of the key that sealed a field (ng.bills.infrastructure.crypto.FieldCrypt); null of what is none.
create function seal_key_id(sealed bytea) returns text
  language sql immutable parallel safe
  return case when length(sealed) > 3 and get_byte(sealed, 0) = 1
              then convert_from(substring(sealed from 3 for get_byte(sealed, 1)), 'LATIN1') end;
