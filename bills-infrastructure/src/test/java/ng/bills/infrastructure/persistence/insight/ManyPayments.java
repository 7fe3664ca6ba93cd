package ng.bills.infrastructure.persistence.insight;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import ng.bills.infrastructure.persistence.TestDatabase;

/** A great many payments that went well, put straight into the tables. */
final class ManyPayments {

  private ManyPayments() {}

  /** Evenly spread over a time; each with its moves, its attempt and the call. */
  static void store(TestDatabase database, UUID partner, Instant from, Instant until, int count)
      throws SQLException {
    database.byHand(
        "set local session_replication_role = replica",
        """
        create temp table many on commit preserve rows as
        select gen_random_uuid() as id, gen_random_uuid() as attempt, n,
               timestamptz '%s' + n * ((timestamptz '%s' - timestamptz '%s') / %d) as at
          from generate_series(0, %d - 1) n"""
            .formatted(from, until, from, count, count),
        """
        insert into payment (id, reference, partner_id, bill_type, biller, account_kind, account_sealed, account_hash,
                             amount_kobo, fee_kobo, state, move_count, created_at, expires_at, updated_at, completed_at,
                             check_tries, retries_used, attempt_count, delivery_number, version)
        select id, 'MANY' || lpad(n::text, 13, '0'), '%s', case when n %% 3 = 0 then 'airtime' else 'electricity' end, 'ekedc',
               'prepaid', sha256(id::text::bytea), sha256(id::text::bytea), 500000, 3000, 'completed', 6, at,
               at + interval '10 minutes', at + interval '12 seconds', at + interval '12 seconds', 0, 0, 1, 1, 6
          from many order by n"""
            .formatted(partner),
        """
        insert into payment_move (payment_id, seq, transition, from_state, to_state, cause, actor, at)
        select many.id, v.seq, v.transition, v.f, v.t, 'measured', 'test', many.at + v.after
          from many
          cross join (values
            (1, null, null, 'pending_payment', interval '0'),
            (2, 'funds_matched', 'pending_payment', 'cngn_received', interval '5 seconds'),
            (3, 'account_check_started', 'cngn_received', 'verifying_account', interval '6 seconds'),
            (4, 'account_confirmed', 'verifying_account', 'processing_bill', interval '7 seconds'),
            (6, 'vend_delivered', 'processing_bill', 'completed', interval '12 seconds')) v (seq, transition, f, t, after)
         order by many.n, v.seq""",
        """
        insert into attempt (id, payment_id, seq, provider, reference, state, started_at, answered_at, requeries, not_founds)
        select attempt, id, 1, case when n %% 5 = 0 then 'flutterwave' else 'vtpass' end, 'many-' || n, 'delivered',
               at + interval '8 seconds', at + interval '12 seconds', 0, 0
          from many order by n"""
            .formatted(),
        """
        insert into provider_exchange (id, provider, reference, kind, request_sealed, http_status, response_sealed, at, took_millis)
        select gen_random_uuid(), 'vtpass', 'many-' || n, 'vend', decode(repeat('00', 300), 'hex'), 200,
               decode(repeat('00', 700), 'hex'), at + interval '12 seconds', 4000
          from many order by n""",
        "drop table many");
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("vacuum analyze");
    }
  }
}
