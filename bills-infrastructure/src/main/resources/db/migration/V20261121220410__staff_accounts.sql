-- Our people, how they prove who they are, and their sessions in the console.

create table staff (
  id              uuid primary key,
  email           text        not null unique check (email = lower(email) and length(email) <= 254),
  name            text        not null check (length(name) between 1 and 100),
  roles           text[]      not null check (roles <@ '{agent,supervisor,finance,admin,auditor}' and cardinality(roles) > 0),
  state           text        not null check (state in ('invited', 'active', 'disabled')),
  password_hash   text        check (password_hash like '$argon2id$%'),
  secret_sealed   bytea,
  last_step       bigint      not null,
  failures        integer     not null check (failures >= 0),
  failed_at       timestamptz,
  locked_until    timestamptz,
  created_at      timestamptz not null,
  check (state <> 'active' or password_hash is not null and secret_sealed is not null)
);

comment on column staff.secret_sealed is 'secret of the authenticator, sealed';
comment on column staff.last_step is 'step of the last code that was taken: none is taken twice';

-- Who leaves is disabled: the audit log goes on naming them.
create trigger staff_kept before delete on staff for each row execute function refuse_change();

create table staff_recovery_code (
  staff_id  uuid  not null references staff (id),
  code_hash bytea not null,
  used_at   timestamptz,
  primary key (staff_id, code_hash)
);

create table staff_link (
  staff_id   uuid primary key references staff (id),
  code_hash  bytea       not null unique,
  expires_at timestamptz not null
);

create table staff_session (
  id         uuid primary key,
  token_hash bytea       not null unique,
  staff_id   uuid        not null references staff (id),
  stage      text        not null check (stage in ('enrolling', 'password_given', 'signed_in')),
  created_at timestamptz not null,
  seen_at    timestamptz not null,
  address    text        not null,
  ended_at   timestamptz,
  ended_why  text,
  check ((ended_at is null) = (ended_why is null))
);

create index staff_session_open on staff_session (staff_id, seen_at) where ended_at is null;

create table staff_address (
  address      text primary key,
  failures     integer     not null check (failures >= 0),
  failed_at    timestamptz,
  locked_until timestamptz
);

comment on table staff_address is 'failed attempts to sign in by network address; those of more than a day ago do not count';
