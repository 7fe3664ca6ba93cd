-- Keys get terms: what they may do, until when, from where; they are rotated, and it is noted when they were last used.
-- Keys that exist may do everything, as before; a node of the former version goes on reading them.

alter table api_key
  add column id           uuid        not null default gen_random_uuid() unique,
  add column scopes       text[]      not null default '{read,pay,refund,webhooks}'
    check (scopes <@ '{read,pay,refund,webhooks}' and cardinality(scopes) > 0),
  add column expires_at   timestamptz,
  add column allowed_from cidr[]      not null default '{}',
  add column last_used_at timestamptz,
  add column replaced_by  uuid        unique check (replaced_by <> id);

alter table api_key
  add constraint api_key_successor foreign key (replaced_by) references api_key (id),
  add constraint api_key_replaced_ends check (replaced_by is null or expires_at is not null);

create index api_key_prefix on api_key (prefix);

comment on column api_key.expires_at is 'from then on it is worth nothing; of a rotated key the end of the overlap';
comment on column api_key.allowed_from is 'only these addresses may use it; empty: any';
comment on column api_key.last_used_at is 'to the minute, written by a timer';
comment on column api_key.replaced_by is 'its successor, once it was rotated';
