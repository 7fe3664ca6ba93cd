package ng.bills.infrastructure.persistence.insight;

/**
 * How a stretch of time is counted. Moves and exchanges are appended in the order of their time;
 * the BRIN index on it names the few pages that matter, the rest are look-ups by primary key.
 */
final class QuarterSql {

  private static final String QUARTER =
      "date_bin(interval '15 minutes', %s, timestamptz '2000-01-01 00:00:00Z')";

  /** Columns of {@code insight_quarter} behind its key. */
  static final String SUMS =
      "requested, requested_kobo, paid, paid_kobo, delivered, delivered_kobo, fee_kobo, refused,"
          + " retried, refund_owed, refunded, refunded_kobo, expired, within_5s, within_15s,"
          + " within_60s, within_300s, within_1800s";

  /** Columns of {@code insight_calls} behind its key. */
  static final String CALL_SUMS = "calls, unanswered, millis, most_millis, within_2s, within_10s";

  /**
   * Moves from a moment until another. Whose attempt a move ended is the last one that had begun:
   * there is never more than one alive.
   */
  static final String MOVES =
      """
      select %s as at, t.bill_type, t.provider,
             count(*) filter (where t.what = 'requested') as requested,
             coalesce(sum(t.amount_kobo) filter (where t.what = 'requested'), 0) as requested_kobo,
             count(*) filter (where t.what = 'paid') as paid,
             coalesce(sum(t.amount_kobo) filter (where t.what = 'paid'), 0) as paid_kobo,
             count(*) filter (where t.what = 'delivered') as delivered,
             coalesce(sum(t.amount_kobo) filter (where t.what = 'delivered'), 0) as delivered_kobo,
             coalesce(sum(t.fee_kobo) filter (where t.what = 'delivered'), 0) as fee_kobo,
             count(*) filter (where t.what = 'refused') as refused,
             count(*) filter (where t.what = 'retried') as retried,
             count(*) filter (where t.what = 'refund_owed') as refund_owed,
             count(*) filter (where t.what = 'refunded') as refunded,
             coalesce(sum(t.amount_kobo + t.fee_kobo) filter (where t.what = 'refunded'), 0) as refunded_kobo,
             count(*) filter (where t.what = 'expired') as expired,
             count(*) filter (where t.took <= interval '5 seconds') as within_5s,
             count(*) filter (where t.took <= interval '15 seconds') as within_15s,
             count(*) filter (where t.took <= interval '60 seconds') as within_60s,
             count(*) filter (where t.took <= interval '300 seconds') as within_300s,
             count(*) filter (where t.took <= interval '1800 seconds') as within_1800s
        from (
          select m.at, p.bill_type, coalesce(a.provider, '') as provider, m.what, p.amount_kobo, p.fee_kobo, m.at - f.at as took
            from (
              select payment_id, at,
                     case when seq = 1 then 'requested'
                          when transition = 'funds_matched' then 'paid'
                          when transition in ('vend_delivered', 'requery_delivered') then 'delivered'
                          when transition = 'retry_due' then 'retried'
                          when transition = 'refund_confirmed' then 'refunded'
                          when transition = 'payment_window_closed' then 'expired'
                          when transition in ('vend_rejected', 'vend_refused', 'requery_rejected', 'requery_refused', 'requery_not_found')
                          then 'refused'
                          else 'refund_owed' end as what
                from payment_move
               where at >= ? and at < ?
                 and (seq = 1
                      or transition in ('funds_matched', 'vend_delivered', 'requery_delivered', 'retry_due', 'refund_confirmed',
                                        'payment_window_closed', 'vend_rejected', 'vend_refused', 'requery_rejected',
                                        'requery_refused', 'requery_not_found', 'account_check_given_up', 'account_refund_owed',
                                        'retries_used_up', 'no_provider_left', 'provider_reversed', 'refund_approved'))) m
            join payment p on p.id = m.payment_id
            left join lateral (
              select provider from attempt
               where payment_id = m.payment_id and started_at <= m.at and m.what in ('delivered', 'refused')
               order by seq desc limit 1) a on true
            left join lateral (
              select at from payment_move
               where payment_id = m.payment_id and transition = 'funds_matched' and m.what = 'delivered'
               limit 1) f on true) t
       group by 1, 2, 3"""
          .formatted(QUARTER.formatted("t.at"));

  /** Exchanges from a moment until another. */
  static final String CALLS =
      """
      select %s as at, provider, kind, count(*) as calls,
             count(*) filter (where http_status = 0 or http_status >= 500) as unanswered,
             sum(took_millis) as millis, max(took_millis) as most_millis,
             count(*) filter (where took_millis <= 2000) as within_2s,
             count(*) filter (where took_millis <= 10000) as within_10s
        from provider_exchange
       where provider_exchange.at >= ? and provider_exchange.at < ?
       group by 1, 2, 3"""
          .formatted(QUARTER.formatted("provider_exchange.at"));

  private QuarterSql() {}
}
