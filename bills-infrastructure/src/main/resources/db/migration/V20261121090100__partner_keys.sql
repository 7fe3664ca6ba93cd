-- Partner applications and the keyed hashes of their API keys. A key itself is stored nowhere.

create table partner (
  id         uuid        primary key,
  name       text        not null unique check (length(name) between 1 and 100),
  created_at timestamptz not null
);

create table api_key (
  key_hash   bytea       primary key check (length(key_hash) = 32),
  partner_id uuid        not null references partner,
  prefix     text        not null check (length(prefix) <= 12),
  created_at timestamptz not null,
  revoked_at timestamptz
);

create index api_key_partner on api_key (partner_id);

comment on column api_key.key_hash is 'HMAC-SHA-256 of the key';
comment on column api_key.prefix is 'its first characters, for telling keys apart';
