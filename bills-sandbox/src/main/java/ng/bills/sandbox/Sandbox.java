package ng.bills.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import ng.bills.sandbox.flutterwave.FlutterwaveSandbox;
import ng.bills.sandbox.horizon.HorizonSandbox;
import ng.bills.sandbox.horizon.Stroops;
import ng.bills.sandbox.inbox.Inbox;
import ng.bills.sandbox.interswitch.InterswitchSandbox;
import ng.bills.sandbox.paystack.PaystackSandbox;
import ng.bills.sandbox.receiver.HookReceiver;
import ng.bills.sandbox.vtpass.VtpassSandbox;
import org.stellar.sdk.KeyPair;

/**
 * The outside world: Horizon, the providers, inbox, a partner's server and hub, started and stopped
 * together.
 */
public final class Sandbox implements AutoCloseable {
  private static final String CODE = "cNGN";
  private static final long WALLET_XLM = 10_000 * Stroops.ONE;

  private final SandboxSettings settings;
  private final List<AutoCloseable> started = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final HorizonSandbox horizon;
  private final VtpassSandbox vtpass;
  private final PaystackSandbox paystack;
  private final FlutterwaveSandbox flutterwave;
  private final InterswitchSandbox interswitch;
  private final Inbox inbox;
  private final HookReceiver receiver;
  private final Hub hub;
  private final String cngn;
  private final HorizonSandbox.Named systemWallet;
  private final Map<String, String> services = new LinkedHashMap<>();

  private Sandbox(SandboxSettings settings) {
    this.settings = settings;
    try {
      horizon = keep(HorizonSandbox.start(settings.horizon()));
      cngn = CODE + ":" + horizon.issuer(CODE).account();
      systemWallet = horizon.createAccount(HorizonSandbox.SYSTEM_WALLET, WALLET_XLM);
      horizon.trust(systemWallet.account(), cngn);
      vtpass = keep(VtpassSandbox.start(settings.vtpass()));
      paystack = keep(PaystackSandbox.start(settings.paystack()));
      flutterwave = keep(FlutterwaveSandbox.start(settings.flutterwave()));
      interswitch = keep(InterswitchSandbox.start(settings.interswitch()));
      inbox = keep(Inbox.start(settings.inbox()));
      receiver = keep(HookReceiver.start(settings.receiverPort()));
      services.put("Horizon", horizon.baseUrl());
      services.put("Network passphrase", settings.horizon().passphrase());
      services.put("cNGN", cngn);
      services.put("System wallet", systemWallet.account());
      services.put("Horizon control", horizon.baseUrl() + "/_sandbox");
      services.put("VTpass", vtpass.baseUrl());
      services.put("VTpass control", vtpass.controlUrl());
      services.put("Paystack", paystack.baseUrl());
      services.put("Paystack control", paystack.controlUrl());
      services.put("Flutterwave", flutterwave.baseUrl());
      services.put("Flutterwave control", flutterwave.controlUrl());
      services.put("Interswitch", interswitch.baseUrl());
      services.put("Interswitch control", interswitch.controlUrl());
      services.put("Inbox", inbox.url());
      services.put("Mail (SMTP)", "127.0.0.1:" + inbox.smtpPort());
      services.put("SMS (Termii)", inbox.url() + "/api/sms/send");
      services.put("SMS (Africa's Talking)", inbox.url() + "/version1/messaging");
      services.put("Webhooks received", receiver.baseUrl());
      hub = keep(new Hub(settings.hubPort(), this::makeCustomer, services));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts everything, or nothing.
   *
   * @throws java.io.UncheckedIOException when a port is taken or a directory cannot be used
   */
  public static Sandbox start(SandboxSettings settings) {
    return new Sandbox(
        settings); // the constructor stops what it started when it cannot start the rest
  }

  public HorizonSandbox horizon() {
    return horizon;
  }

  public VtpassSandbox vtpass() {
    return vtpass;
  }

  public PaystackSandbox paystack() {
    return paystack;
  }

  public FlutterwaveSandbox flutterwave() {
    return flutterwave;
  }

  public InterswitchSandbox interswitch() {
    return interswitch;
  }

  public Inbox inbox() {
    return inbox;
  }

  /** A partner's server, to which webhooks can be sent. */
  public HookReceiver receiver() {
    return receiver;
  }

  /** Start page and paying customer, without a slash at the end. */
  public String hubUrl() {
    return hub.url();
  }

  /** Account id of the paying customer; it is opened at its first payment. */
  public String customer() {
    return hub.customer(0).account();
  }

  /** The sandbox's cNGN as {@code cNGN:G…}. */
  public String cngn() {
    return cngn;
  }

  /** The issuer of the sandbox's cNGN. */
  public String cngnIssuer() {
    return cngn.substring(cngn.indexOf(':') + 1);
  }

  /**
   * The wallet the system under test receives on, opened with 10,000 XLM and a trust line to cNGN.
   */
  public HorizonSandbox.Named systemWallet() {
    return systemWallet;
  }

  /** What is where, one line each, for a terminal. */
  public String addresses() {
    StringBuilder lines = new StringBuilder("Sandbox is ready: ").append(hubUrl()).append('\n');
    services.forEach((name, value) -> lines.append(String.format("  %-24s %s%n", name, value)));
    return lines.toString();
  }

  /** Stops everything, the hub first. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    RuntimeException failed = null;
    for (int i = started.size() - 1; i >= 0; i--) {
      try {
        started.get(i).close();
      } catch (Exception e) {
        RuntimeException here = new IllegalStateException("the sandbox did not stop cleanly", e);
        if (failed == null) {
          failed = here;
        } else {
          failed.addSuppressed(here);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private <T extends AutoCloseable> T keep(T service) {
    started.add(service);
    return service;
  }

  private PayingCustomer makeCustomer(int number) {
    return new PayingCustomer(
        horizon.baseUrl(),
        horizon.passphrase(),
        keys(settings.horizon().keySeed() + "/paying-customer/" + number),
        cngn,
        new Bank());
  }

  /** Money for the customer, of any asset that the sandbox issues. */
  private final class Bank implements PayingCustomer.Bank {
    @Override
    public String asset(String text) {
      if (!text.equals("native") && !text.contains(":")) {
        horizon.issuer(text);
      }
      return horizon.asset(text);
    }

    @Override
    public void give(String account, String asset, String amount) {
      horizon.mint(asset, account, Stroops.parse(amount));
    }
  }

  private static KeyPair keys(String text) {
    try {
      return KeyPair.fromSecretSeed(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
