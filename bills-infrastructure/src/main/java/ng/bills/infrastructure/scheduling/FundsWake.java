package ng.bills.infrastructure.scheduling;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.inject.Inject;
import java.util.List;
import ng.bills.application.port.AfterCommit;
import ng.bills.infrastructure.stellar.HorizonStream;
import ng.bills.infrastructure.stellar.StellarStartup;

/**
 * Listens for the hint that money has come and reads the feed at once. Without the hint the funds
 * timer finds it.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class FundsWake {
  private static final System.Logger LOG = System.getLogger(FundsWake.class.getName());

  @Inject private HorizonStream stream;
  @Inject private StellarStartup startup;
  @Inject private FundsPoll funds;
  @Inject private AfterCommit background;
  @Resource private ContextService contexts;

  @PostConstruct
  void listen() {
    // the stream's thread knows nothing of the server: the proxy gives it this bean's context
    Runnable hint =
        contexts.createContextualProxy(
            (Runnable) () -> background.run(funds::poll), Runnable.class);
    stream.start(hint);
    background.run(this::lookAtNetwork);
  }

  private void lookAtNetwork() {
    List<String> problems = startup.problems();
    // alert: settings and network do not fit together; money may not be seen or not go back
    problems.forEach(problem -> LOG.log(System.Logger.Level.ERROR, problem));
  }
}
