-- A delivery whose token never comes ends with a person.
alter table payment drop constraint payment_review_kind_check;
alter table payment add constraint payment_review_kind_check check (review_kind in (
  'OUTCOME_UNKNOWN', 'TOKEN_MISSING', 'CONTRADICTION', 'REVERSED', 'REFUND_BLOCKED'));
