-- Payments of every bill type: which plan was bought at the quoted price (amount_kobo), and what is done to a television
-- subscription.

alter table payment drop constraint payment_bill_type_check;
alter table payment add constraint payment_bill_type_check check (bill_type in (
  'electricity', 'airtime', 'data', 'cable_tv', 'water', 'internet', 'gaming', 'education'));

alter table payment drop constraint payment_account_kind_check;
alter table payment add constraint payment_account_kind_check check (account_kind in (
  'prepaid', 'postpaid', 'phone', 'smartcard', 'customer'));

alter table payment
  add column plan_code           text check (plan_code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(plan_code) <= 64),
  add column subscription_change text check (subscription_change in ('renew', 'change')),
  add constraint payment_change_of_television check (subscription_change is null or bill_type = 'cable_tv');
