-- What several tables share: a trigger function that refuses to change or remove what was written.

create function refuse_change() returns trigger
  language plpgsql as
$$
begin
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation';
end
$$;
