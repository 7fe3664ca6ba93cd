-- Whom was asked, under which reference, is fixed; an outcome that was settled is not unsettled. Only one change is left
-- to a settled attempt: a provider that had called it not delivered may turn out to have delivered.

create function refuse_other_outcome() returns trigger
  language plpgsql as
$$
begin
  raise exception 'attempt % is %: it does not become % or another order', old.id, old.state, new.state
    using errcode = 'restrict_violation';
end
$$;

create trigger attempt_outcome_kept before update on attempt
  for each row
  when ((new.id, new.payment_id, new.seq, new.provider, new.reference)
        is distinct from (old.id, old.payment_id, old.seq, old.provider, old.reference)
        or (old.state = 'delivered' and new.state <> 'delivered')
        or (old.state in ('rejected', 'not_found') and new.state not in (old.state, 'delivered')))
  execute function refuse_other_outcome();
