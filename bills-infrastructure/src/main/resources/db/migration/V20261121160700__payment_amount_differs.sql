-- A bill that was delivered for another amount than was ordered ends with a person.
alter table payment drop constraint payment_review_kind_check;
alter table payment add constraint payment_review_kind_check check (review_kind in (
  'OUTCOME_UNKNOWN', 'TOKEN_MISSING', 'AMOUNT_DIFFERS', 'CONTRADICTION', 'REVERSED', 'REFUND_BLOCKED'));
alter table payment_note drop constraint payment_note_kind_check;
alter table payment_note add constraint payment_note_kind_check check (kind in (
  'provider_skipped', 'delivered_late', 'amount_differs', 'reversed'));
