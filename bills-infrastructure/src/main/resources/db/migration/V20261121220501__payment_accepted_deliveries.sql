-- Two moves more: two people count as the bill what was delivered after it had been called not delivered. Rows that are there keep
-- to the moves there were, so they are not read again.

alter table payment_move
  drop constraint payment_move_legal,
  add constraint payment_move_legal check (from_state is null or (transition, from_state, to_state) in (
    ('funds_matched',          'pending_payment',     'cngn_received'),
    ('funds_mismatched',       'pending_payment',     'refund_initiated'),
    ('payment_window_closed',  'pending_payment',     'expired'),
    ('payment_cancelled',      'pending_payment',     'expired'),
    ('funds_came_late',        'expired',             'refund_initiated'),
    ('account_check_started',  'cngn_received',       'verifying_account'),
    ('account_confirmed',      'verifying_account',   'processing_bill'),
    ('account_refused',        'verifying_account',   'account_invalid'),
    ('account_check_given_up', 'verifying_account',   'refund_initiated'),
    ('account_refund_owed',    'account_invalid',     'refund_initiated'),
    ('vend_delivered',         'processing_bill',     'completed'),
    ('vend_unsettled',         'processing_bill',     'provider_processing'),
    ('lease_lost',             'processing_bill',     'provider_processing'),
    ('vend_rejected',          'processing_bill',     'retry_scheduled'),
    ('vend_refused',           'processing_bill',     'provider_failed'),
    ('requery_delivered',      'provider_processing', 'completed'),
    ('requery_rejected',       'provider_processing', 'retry_scheduled'),
    ('requery_not_found',      'provider_processing', 'retry_scheduled'),
    ('requery_refused',        'provider_processing', 'provider_failed'),
    ('retry_due',              'retry_scheduled',     'processing_bill'),
    ('retries_used_up',        'retry_scheduled',     'refund_initiated'),
    ('other_provider_chosen',  'provider_failed',     'retry_scheduled'),
    ('no_provider_left',       'provider_failed',     'refund_initiated'),
    ('refund_started',         'refund_initiated',    'refund_processing'),
    ('refund_confirmed',       'refund_processing',   'refunded'),
    ('refund_proven_dead',     'refund_processing',   'refund_initiated'),
    ('provider_reversed',      'completed',           'refund_initiated'),
    ('refund_approved',        'completed',           'refund_initiated'),
    ('delivery_accepted',      'retry_scheduled',     'completed'),
    ('late_delivery_accepted', 'provider_failed',     'completed')))
  not valid;
