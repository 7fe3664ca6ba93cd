-- A login that had run out refuses an order without carrying it out.
alter table attempt drop constraint attempt_rejection_check;
alter table attempt add constraint attempt_rejection_check check (rejection in (
  'ACCOUNT_INVALID', 'AMOUNT_REFUSED', 'NOT_SOLD', 'INSUFFICIENT_FLOAT', 'CREDENTIALS_REFUSED',
  'BILLER_UNREACHABLE', 'PROVIDER_UNREACHABLE', 'LOGIN_EXPIRED', 'LIKELY_DUPLICATE', 'FAILED', 'REVERSED'));
