package ng.bills.infrastructure.stellar;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import ng.bills.domain.funds.FundsMatch;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.ledger.JournalEntry;
import ng.bills.domain.ledger.Posting;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundState;
import ng.bills.sandbox.horizon.Movement;

/**
 * One line of the matrix, read off a stand that has come to rest: what Bills recorded, and that it
 * agrees with what the ledger of the network and the provider say.
 *
 * @param bills what Bills took the money for, and how it sent it back
 * @param payment state of the payment
 * @param refund each refund
 * @param money each journal entry
 * @param end whether it is settled or with a person
 */
record StellarRow(String bills, String payment, String refund, String money, End end) {

  /** How a case ends. */
  enum End {
    DELIVERED("delivered"),
    REFUNDED("refunded"),
    /** Something was refunded, and the bill delivered all the same. */
    DELIVERED_AND_REFUNDED("delivered, rest refunded"),
    WITH_A_PERSON("with a person"),
    /** Nothing came that counts as money. */
    NO_MONEY("no money");

    final String words;

    End(String words) {
      this.words = words;
    }
  }

  /** Checks what must hold whatever happened, and describes it. */
  static StellarRow of(StellarStand stand) {
    stand.net.sandbox.checkBooks();
    stand.system.assertBooksAreTrue();
    Payment payment = stand.system.now(stand.payment.id());
    List<Refund> refunds = stand.system.world.allRefunds();
    List<FundsMatch> matches = stand.system.world.matches();
    int aside = stand.system.world.quarantined().size();

    int vended = stand.system.provider().vended().size();
    assertThat(vended)
        .as("vended in truth, payment %s", payment.state())
        .isEqualTo(payment.state() == PaymentState.COMPLETED ? 1 : 0);
    long returned = sentBackInTruth(refunds, stand);
    long booked = stand.system.balance(AccountCode.STELLAR_WALLET).longValueExact();
    long there = stand.wallet() - stand.walletAtFirst;
    assertThat(there - booked)
        .as("in the wallet and not in the books, %s set aside", aside)
        .isEqualTo(stand.unread);
    assertThat(stand.system.balance(AccountCode.CUSTOMER_FUNDS)).isEqualTo(BigInteger.ZERO);

    boolean blocked = refunds.stream().anyMatch(r -> r.state() == RefundState.BLOCKED);
    boolean person = payment.review().isPresent() || blocked || aside > 0;
    assertThat(refunds)
        .as("refunds at the end")
        .allMatch(r -> r.state() == RefundState.CONFIRMED || r.state() == RefundState.BLOCKED);
    // what is in suspense at the end is there for a person
    assertThat(-stand.system.balance(AccountCode.SUSPENSE).longValueExact())
        .isEqualTo(
            refunds.stream()
                .filter(r -> r.state() == RefundState.BLOCKED)
                .mapToLong(r -> r.order().amount().stroops())
                .sum());
    End end =
        person
            ? End.WITH_A_PERSON
            : vended == 1
                ? returned > 0 ? End.DELIVERED_AND_REFUNDED : End.DELIVERED
                : returned > 0 ? End.REFUNDED : End.NO_MONEY;
    if (end == End.NO_MONEY) {
      assertThat(booked).as("booked though no money came").isZero();
      assertThat(payment.state()).isEqualTo(PaymentState.EXPIRED);
    }
    return new StellarRow(
        bills(matches, aside, refunds, stand),
        payment.state().wireName() + (payment.review().isPresent() ? ", review" : ""),
        refunds.isEmpty() ? "–" : counted(refunds.stream().map(StellarRow::words).toList()),
        money(stand),
        end);
  }

  /** Each refund that is confirmed went back once, to who paid; nothing else left the wallet. */
  private static long sentBackInTruth(List<Refund> refunds, StellarStand stand) {
    Set<String> hashes = new HashSet<>();
    long sum = 0;
    for (Refund refund : refunds) {
      String incoming = refund.order().returnHash();
      List<Movement> back = stand.net.sandbox.refundsOf(incoming);
      List<Refund> same =
          refunds.stream().filter(r -> r.order().returnHash().equals(incoming)).toList();
      assertThat(back)
          .as("went back for %s", incoming)
          .hasSize((int) same.stream().filter(r -> r.state() == RefundState.CONFIRMED).count());
      String payer =
          Address.muxed(refund.order().destination())
              .map(Address.Muxed::account)
              .orElse(refund.order().destination());
      assertThat(back).allMatch(m -> m.to().equals(payer));
      if (hashes.add(incoming)) {
        sum += back.stream().mapToLong(Movement::stroops).sum();
      }
    }
    long confirmed =
        refunds.stream()
            .filter(r -> r.state() == RefundState.CONFIRMED)
            .mapToLong(r -> r.order().amount().stroops())
            .sum();
    assertThat(sum).as("sent back in truth").isEqualTo(confirmed);
    return sum;
  }

  private static String bills(
      List<FundsMatch> matches, int aside, List<Refund> refunds, StellarStand stand) {
    List<String> said = new ArrayList<>();
    if (!matches.isEmpty()) {
      said.add(
          counted(
              matches.stream()
                  .map(m -> m.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                  .toList()));
    }
    if (aside > 0) {
      said.add(
          aside
              + " set aside: "
              + stand.system.world.quarantined().stream()
                  .map(u -> u.why())
                  .distinct()
                  .collect(Collectors.joining(", ")));
    }
    if (said.isEmpty()) {
      said.add("nothing is seen");
    }
    if (stand.readAtLook > 0) {
      said.add("read at look " + stand.readAtLook);
    }
    said.add(counted(refunds.stream().map(r -> sent(r, stand.submissions(r))).toList()));
    said.removeIf(String::isEmpty);
    return String.join("; ", said);
  }

  private static String sent(Refund refund, long times) {
    int signed = refund.attempts().size();
    return signed == 0
        ? "nothing is signed"
        : signed + " signed, submitted " + (times == 1 ? "once" : times + " times");
  }

  private static String words(Refund refund) {
    return refund.reason().wireName()
        + " "
        + naira(refund.order().amount().stroops())
        + (refund.order().destination().startsWith("M") ? " to the muxed address" : "")
        + " "
        + refund.state().wireName()
        + refund.blockedBy().map(why -> ": " + why).orElse("");
  }

  private static String money(StellarStand stand) {
    List<String> lines = new ArrayList<>(entries(stand.system.world.entries()));
    if (stand.unread > 0) {
      lines.add(naira(stand.unread) + " in the wallet, not booked");
    }
    return lines.isEmpty() ? "–" : counted(lines);
  }

  private static List<String> entries(List<JournalEntry> entries) {
    List<String> lines = new ArrayList<>();
    for (JournalEntry entry : entries) {
      String kind = entry.reference().substring(0, entry.reference().indexOf(':'));
      String to =
          entry.postings().stream()
              .filter(p -> p.stroops() < 0)
              .map(p -> p.account() + " " + naira(-p.stroops()))
              .collect(Collectors.joining(" and "));
      String from =
          entry.postings().stream()
              .filter(p -> p.stroops() > 0)
              .map(Posting::account)
              .map(AccountCode::value)
              .collect(Collectors.joining(" and "));
      lines.add(kind.startsWith("receipt") ? to : from + " → " + to);
    }
    return lines;
  }

  /** The same line several times is one with its number. */
  private static String counted(List<String> lines) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < lines.size(); ) {
      int same = i;
      while (same < lines.size() && lines.get(same).equals(lines.get(i))) {
        same++;
      }
      shown.add((same - i > 1 ? (same - i) + " × " : "") + lines.get(i));
      i = same;
    }
    return String.join("; ", shown);
  }

  private static String naira(long stroops) {
    BigDecimal exact = BigDecimal.valueOf(stroops, 7).stripTrailingZeros();
    return exact.scale() <= 0 ? exact.setScale(0).toPlainString() : exact.toPlainString();
  }
}
