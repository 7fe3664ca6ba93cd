-- The yardstick: one ledgered bill payment as four commits in plain SQL and nothing else.
drop schema if exists yardstick cascade;
create schema yardstick;
set search_path = yardstick;
create table payment (
    id uuid primary key, reference text not null unique, state text not null, bill_type text not null,
    biller text not null, account_hash bytea not null, account_sealed bytea not null,
    amount bigint not null check (amount > 0), fee bigint not null, version int not null default 0,
    next_action_at timestamptz, lease_until timestamptz,
    created_at timestamptz not null default now(), updated_at timestamptz not null default now());
create index payment_due on payment (state, next_action_at) where next_action_at is not null;
create table payment_move (
    payment_id uuid not null references payment, seq int not null, transition text not null, cause text,
    at timestamptz not null default now(), primary key (payment_id, seq));
create table funds_receipt (
    operation_id bigint primary key, payment_id uuid references payment, amount bigint not null,
    sender text not null, memo text, at timestamptz not null default now());
create table attempt (
    id uuid primary key, payment_id uuid not null references payment, seq int not null,
    provider text not null, reference text not null unique, outcome text, request jsonb, response jsonb,
    at timestamptz not null default now(), unique (payment_id, seq));
create table token (
    payment_id uuid primary key references payment, sealed bytea not null,
    at timestamptz not null default now());
create table journal_entry (
    id bigint generated always as identity primary key, reference text not null unique,
    payment_id uuid not null, at timestamptz not null default now());
create table posting (
    entry_id bigint not null references journal_entry, line int not null, account text not null,
    amount bigint not null, primary key (entry_id, line));
create table outbox (
    id bigint generated always as identity primary key, payment_id uuid not null, kind text not null,
    payload jsonb not null, sent_at timestamptz, at timestamptz not null default now());
create sequence operation_seq;
