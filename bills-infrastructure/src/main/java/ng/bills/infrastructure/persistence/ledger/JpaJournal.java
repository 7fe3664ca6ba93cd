package ng.bills.infrastructure.persistence.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ng.bills.application.ledger.port.Journal;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.ledger.JournalEntry;
import ng.bills.domain.ledger.Posting;
import ng.bills.domain.payment.PaymentId;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** An entry and all its lines go in with one statement, which the database checks for balance. */
@ApplicationScoped
public class JpaJournal implements Journal {

  @Override
  public void append(JournalEntry entry) {
    List<Posting> postings = entry.postings();
    String sql =
        "with entry as (insert into journal_entry (reference, payment_id, at) values (?, ?, ?)"
            + " returning id) insert into posting (entry_id, line, account, stroops)"
            + " select entry.id, line.number, line.account, line.stroops from entry,"
            + " (values (?::int, ?::text, ?::bigint)"
            + ", (?, ?, ?)".repeat(postings.size() - 1)
            + ") line (number, account, stroops)";
    OpenUnit.require()
        .write(
            sql,
            insert -> {
              insert.setString(1, entry.reference());
              insert.setObject(2, entry.payment().map(PaymentId::value).orElse(null));
              Stored.bind(insert, 3, entry.at());
              int at = 4;
              for (int i = 0; i < postings.size(); i++) {
                insert.setInt(at++, i + 1);
                insert.setString(at++, postings.get(i).account().value());
                insert.setLong(at++, postings.get(i).stroops());
              }
            });
  }

  @Override
  public Map<AccountCode, BigInteger> balances() {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select =
                      c.prepareStatement(
                          "select account, stroops from trial_balance order by account");
                  ResultSet rows = select.executeQuery()) {
                Map<String, BigInteger> balances = new TreeMap<>();
                while (rows.next()) {
                  balances.put(rows.getString(1), rows.getBigDecimal(2).toBigIntegerExact());
                }
                return balances;
              }
            })
        .entrySet()
        .stream()
        .collect(
            Collectors.toUnmodifiableMap(e -> new AccountCode(e.getKey()), Map.Entry::getValue));
  }

  @Override
  public List<JournalEntry> of(PaymentId payment) {
    OpenUnit unit = OpenUnit.require();
    List<JournalEntryRow> entries =
        unit.rows(
            s ->
                s.createSelectionQuery(
                        "from JournalEntryRow e where e.paymentId = :payment order by e.id",
                        JournalEntryRow.class)
                    .setParameter("payment", payment.value())
                    .getResultList());
    if (entries.isEmpty()) {
      return List.of();
    }
    Map<Long, List<Posting>> postings =
        unit
            .rows(
                s ->
                    s.createSelectionQuery(
                            "from PostingRow p where p.entryId in (:entries)"
                                + " order by p.entryId, p.line",
                            PostingRow.class)
                        .setParameterList("entries", entries.stream().map(e -> e.id).toList())
                        .getResultList())
            .stream()
            .collect(
                Collectors.groupingBy(
                    p -> p.entryId,
                    Collectors.mapping(
                        p -> new Posting(new AccountCode(p.account), p.stroops),
                        Collectors.toList())));
    return entries.stream()
        .map(e -> new JournalEntry(e.reference, Optional.of(payment), e.at, postings.get(e.id)))
        .toList();
  }
}
