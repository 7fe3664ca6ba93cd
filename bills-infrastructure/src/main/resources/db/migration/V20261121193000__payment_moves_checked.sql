-- The legal moves as a check instead of a foreign key. Every payment makes six moves, and each locked one of twenty-eight rows that
-- all payments share: under load the database spent its time on who holds them together. What is refused stays the same.
do
$$
begin
  execute format(
    'alter table payment_move drop constraint payment_move_legal,
       add constraint payment_move_legal check (from_state is null or (transition, from_state, to_state) in (%s))',
    (select string_agg(format('(%L, %L, %L)', name, from_state, to_state), ', ' order by name, from_state, to_state)
       from payment_transition));
end
$$;

drop table payment_transition;

-- Only the first move needs to ask whether there is such a payment: each other one continues a move before it.
alter table payment_move drop constraint payment_move_payment_id_fkey;
alter table payment_move add column first_of uuid generated always as (case when seq = 1 then payment_id end) stored
  constraint payment_move_first_of_fkey references payment;

comment on column payment_move.first_of is 'the payment, in its first move only: that one must exist, the others continue it (payment_move_chain)';
