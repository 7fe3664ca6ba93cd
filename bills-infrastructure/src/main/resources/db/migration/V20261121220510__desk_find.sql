-- Finding a payment by what a customer can say on the phone. payment is written a dozen times in a payment's life, and each time
-- every index of it; so what is searched for stands in a table of its own, written once, in batches, by a timer, away from the
-- customer. What is younger than the batches is looked for along the primary key (ids begin with their time).

create table payment_trail (
  payment_id uuid   not null,
  account    bigint not null,
  phone      bigint,
  email      bigint
);

comment on table payment_trail is 'first eight bytes of the keyed hashes of account, phone and e-mail of each payment, for finding it';

-- newest first, without looking into the table
create index payment_trail_account on payment_trail (account, payment_id desc);
create index payment_trail_phone on payment_trail (phone, payment_id desc) where phone is not null;
create index payment_trail_email on payment_trail (email, payment_id desc) where email is not null;

-- How far it is written.
create table payment_trail_end (
  one  boolean primary key default true check (one),
  upto uuid    not null
);

insert into payment_trail_end (upto) values ('00000000-0000-0000-0000-000000000000');

-- Receipts are written once. Sixteen characters tell hashes and accounts apart; the rest is compared in the row.
create index funds_receipt_hash on funds_receipt (left(transaction_hash, 16));
create index funds_receipt_sender on funds_receipt (left(sender, 16), closed_at desc);
