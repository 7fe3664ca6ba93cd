package ng.bills.application.limit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import ng.bills.application.limit.port.PermitCounts;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.limit.Grant;
import ng.bills.domain.limit.PermitLease;
import ng.bills.domain.limit.Settlement;

/** Brings permits from the count to this node; never inside a unit of work. */
@Singleton
public class PermitDesk {

  /** Whoever never gets one of the permits that were brought is sent away. */
  private static final int TRIES = 16;

  private final PermitCounts counts;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public PermitDesk(PermitCounts counts, UnitOfWork tx, InstantSource clock) {
    this.counts = counts;
    this.tx = tx;
    this.clock = clock;
  }

  InstantSource clock() {
    return clock;
  }

  /** Takes a permit, from the count if there is none here. False when there is none at all. */
  boolean take(Permits permits) {
    for (int i = 0; i < TRIES; i++) {
      PermitLease.Answer answer = permits.lease().take(clock);
      if (answer != PermitLease.Answer.EMPTY) {
        return answer == PermitLease.Answer.TAKEN;
      }
      permits.asking().lock(); // the others of this node wait for what one brings
      try {
        if (permits.lease().isEmpty(clock)) {
          bring(permits);
        }
      } finally {
        permits.asking().unlock();
      }
    }
    return false;
  }

  /** Sees to it that there are permits here, unless the count has none. */
  void stock(Permits permits) {
    PermitLease lease = permits.lease();
    if (!lease.isLow(clock)) {
      return;
    }
    if (lease.isEmpty(clock)) {
      permits.asking().lock();
    } else if (!permits.asking().tryLock()) {
      return; // somebody asks, and there are some meanwhile
    }
    try {
      if (lease.isLow(clock)) {
        bring(permits);
      }
    } finally {
      permits.asking().unlock();
    }
  }

  private void bring(Permits permits) {
    Instant asked = clock.instant();
    Settlement settlement = permits.lease().settle(clock);
    boolean told = false;
    try {
      Grant grant = tx.call(() -> counts.take(permits.subject(), permits.quota(), settlement));
      permits.lease().granted(grant, asked, clock);
      told = true;
    } finally {
      if (!told) {
        permits.lease().untold(settlement);
      }
    }
  }
}
