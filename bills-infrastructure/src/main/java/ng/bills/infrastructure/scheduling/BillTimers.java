package ng.bills.infrastructure.scheduling;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import ng.bills.application.audit.WatchAudit;
import ng.bills.application.biller.RecordFees;
import ng.bills.application.biller.RefreshCatalogue;
import ng.bills.application.desk.FindForDesk;
import ng.bills.application.hook.DeliverHooks;
import ng.bills.application.hook.PruneHooks;
import ng.bills.application.insight.RollUpFigures;
import ng.bills.application.notice.SendNotice;
import ng.bills.application.partner.KeyUses;
import ng.bills.application.payment.ExpirePayments;
import ng.bills.application.refund.WatchRefundClock;
import ng.bills.application.retention.PruneLimits;
import ng.bills.application.retention.PruneRecords;
import ng.bills.application.stage.AccountCheckStage;
import ng.bills.application.stage.RefundStage;
import ng.bills.application.stage.RequeryStage;
import ng.bills.application.stage.RetryStage;
import ng.bills.application.stage.Stage;
import ng.bills.application.stage.StagePolicy;
import ng.bills.application.stage.StageRunner;
import ng.bills.application.stage.VendStage;
import ng.bills.application.vending.SalesGate;
import ng.bills.application.vending.WarnOfProviders;
import ng.bills.application.vending.WatchFloats;
import ng.bills.application.webhook.ApplyProviderEvent;
import ng.bills.infrastructure.config.Settings;
import ng.bills.infrastructure.health.ClockPolicyReport;
import ng.bills.infrastructure.health.FundsIntake;
import ng.bills.infrastructure.messaging.OutboxRelay;
import ng.bills.infrastructure.persistence.seal.SealRotation;

/**
 * One timer for each job, at the interval of {@code BILL_PROCESSOR_POLL_INTERVAL_SECONDS}
 * (retention: once an hour; uses of keys, figures, the end of the audit log: once a minute;
 * arriving money: at least every 15 s). Every node has its own; the rows decide who gets what. A
 * job that still runs when its timer fires again is left to run.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class BillTimers {
  private static final System.Logger LOG = System.getLogger(BillTimers.class.getName());

  /** How often one tick claims again while it gets full batches. */
  private static final int MAX_BATCHES = 20;

  private static final long FIRST_AFTER_MILLIS = 1_000;
  private static final long MINUTE_MILLIS = 60_000;
  private static final long HOUR_MILLIS = 3_600_000;

  /** However rarely the stages look: {@code IntakeWatch.PATIENCE} counts on three looks. */
  private static final long FUNDS_MILLIS = 15_000;

  /** Shorter than the ten seconds most supervisors wait before they kill. */
  private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(8);

  @Resource private TimerService timers;

  @Inject private Settings settings;
  @Inject private StagePolicy policy;
  @Inject private Drain drain;
  @Inject private StageRunner runner;
  @Inject private FundsPoll funds;
  @Inject private FundsIntake intake;
  @Inject private AccountCheckStage accountCheck;
  @Inject private VendStage vend;
  @Inject private RequeryStage requery;
  @Inject private RetryStage retry;
  @Inject private RefundStage refund;
  @Inject private ExpirePayments expiry;
  @Inject private SendNotice notices;
  @Inject private RefreshCatalogue catalogue;
  @Inject private ApplyProviderEvent events;
  @Inject private DeliverHooks hooks;
  @Inject private PruneRecords retention;
  @Inject private KeyUses keyUses;
  @Inject private SealRotation seals;
  @Inject private PruneHooks hookRetention;
  @Inject private PruneLimits limitRetention;
  @Inject private FindForDesk desk;
  @Inject private SalesGate gate;
  @Inject private WarnOfProviders warnings;
  @Inject private WatchFloats floats;
  @Inject private WatchRefundClock refundClock;
  @Inject private ClockPolicyReport clockPolicy;
  @Inject private RecordFees fees;
  @Inject private RollUpFigures figures;
  @Inject private WatchAudit audit;
  @Inject private OutboxRelay outbox;

  private final Set<TimerJob> running = ConcurrentHashMap.newKeySet();

  @PostConstruct
  void start() {
    clockPolicy.warn();
    long interval = settings.pollInterval().toMillis();
    Set<TimerJob> jobs = EnumSet.allOf(TimerJob.class);
    long stagger = interval / jobs.size();
    for (TimerJob job : jobs) {
      timers.createIntervalTimer(
          FIRST_AFTER_MILLIS + job.ordinal() * Math.min(stagger, 250),
          every(job, interval),
          new TimerConfig(job.name(), false));
    }
  }

  private static long every(TimerJob job, long interval) {
    return switch (job) {
      case RETENTION -> HOUR_MILLIS;
      case KEY_USES, FIGURES -> MINUTE_MILLIS;
      case FUNDS, INTAKE -> Math.min(interval, FUNDS_MILLIS);
      default -> interval;
    };
  }

  @Timeout
  void tick(Timer timer) {
    TimerJob job = TimerJob.valueOf((String) timer.getInfo());
    if (running.add(job)) {
      try {
        drain.run(() -> work(job));
      } catch (RuntimeException | Error e) {
        // alert: a job failed; the next tick tries again, and a timer that throws may be given up
        LOG.log(System.Logger.Level.ERROR, "the " + job + " timer's work failed", e);
      } finally {
        running.remove(job);
      }
    }
  }

  private void work(TimerJob job) {
    switch (job) {
      case FUNDS -> funds.poll();
      case INTAKE -> intake.look();
      case ACCOUNT_CHECK -> stage(accountCheck);
      case VEND -> stage(vend);
      case REQUERY -> stage(requery);
      case RETRY -> stage(retry);
      case REFUND -> refund.tick();
      case EXPIRY -> untilNoneIsLeft(expiry::expire);
      case NOTICES -> inBatches(notices::sendDue);
      case CATALOGUE -> catalogue.refreshDue();
      case EVENTS -> inBatches(events::applyDue);
      case KEY_USES -> keyUses.write();
      case FIELD_KEYS -> {
        seals.lookAtKeys();
        untilNoneIsLeft(seals::batch);
      }
      case TRAIL -> untilNoneIsLeft(desk::writeTrail);
      case HOOKS -> hooks.lookAtDue();
      case RETENTION -> {
        untilNoneIsLeft(retention::prune);
        untilNoneIsLeft(hookRetention::prune);
        untilNoneIsLeft(limitRetention::prune);
      }
      case PROVIDERS -> {
        warnings.lookOnce();
        gate.lookAtAll();
        floats.look();
      }
      case REFUND_CLOCK -> refundClock.sweep();
      case FIGURES -> {
        audit.look();
        fees.noteInForce();
        figures.roll();
      }
      case OUTBOX -> outbox.relay();
    }
  }

  private void stage(Stage stage) {
    inBatches(() -> runner.tick(stage));
  }

  /** Again while batches are full: then there is probably more. */
  private void inBatches(IntSupplier batch) {
    for (int i = 0; i < MAX_BATCHES && drain.isOpen(); i++) {
      if (batch.getAsInt() < policy.batchSize()) {
        return;
      }
    }
  }

  private void untilNoneIsLeft(IntSupplier batch) {
    for (int i = 0; i < MAX_BATCHES && drain.isOpen(); i++) {
      if (batch.getAsInt() == 0) {
        return;
      }
    }
  }

  /**
   * No work begins any more; what runs may end, within bounds. That holds for an undeployment; a
   * Payara Micro that gets SIGTERM has closed its transaction timer and connection pool before this
   * is called, so an answer that comes now is not recorded and is asked about after the restart.
   */
  @PreDestroy
  void stop() {
    int left = drain.close(DRAIN_PATIENCE);
    LOG.log(
        left == 0 ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
        "stopped with {0} pieces of work under way; they are taken up again when their leases end",
        left);
  }
}
