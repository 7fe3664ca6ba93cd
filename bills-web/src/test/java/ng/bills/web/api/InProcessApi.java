package ng.bills.web.api;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.validation.Validation;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import ng.bills.application.biller.CheckAccount;
import ng.bills.application.biller.ListBillers;
import ng.bills.application.biller.port.Billers;
import ng.bills.application.funds.port.ReceivingAccount;
import ng.bills.application.limit.LimitCustomers;
import ng.bills.application.limit.LimitPolicy;
import ng.bills.application.limit.PermitDesk;
import ng.bills.application.listing.BeginExport;
import ng.bills.application.listing.ExportSeats;
import ng.bills.application.listing.ListPayments;
import ng.bills.application.memory.HookStand;
import ng.bills.application.memory.MemoryLists;
import ng.bills.application.memory.MemoryPages;
import ng.bills.application.memory.MemoryStellar;
import ng.bills.application.memory.Offers;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.pay.CreatePayLink;
import ng.bills.application.pay.PageTickets;
import ng.bills.application.payment.BuyAgain;
import ng.bills.application.payment.BuyAgainPolicy;
import ng.bills.application.payment.FeesInForce;
import ng.bills.application.payment.FormCheck;
import ng.bills.application.payment.PaymentPolicy;
import ng.bills.application.payment.RequestPayment;
import ng.bills.application.receipt.FindReceipts;
import ng.bills.domain.biller.AccountFormat;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.FeeSchedule;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.funds.PaymentMemo;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.money.Money;
import ng.bills.domain.partner.PartnerId;
import ng.bills.web.api.json.JsonAnswerWriter;
import ng.bills.web.api.listing.ListCursors;
import ng.bills.web.api.problem.ProblemMapper;
import ng.bills.web.api.problem.ProblemWriting;
import ng.bills.web.api.problem.WellFormedHeaders;
import ng.bills.web.api.rules.FormRules;
import ng.bills.web.api.security.RoleCheck;
import ng.bills.web.api.security.Roles;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** The real resources, use cases and JAX-RS over memory: HTTP semantics without a server. */
public final class InProcessApi {

  public static final PartnerId OTHER = new PartnerId(new UUID(2, 2));

  /** The platform's validator, here without its expression language. */
  public static final FormRules RULES =
      new FormRules(
          Validation.byProvider(HibernateValidator.class)
              .configure()
              .messageInterpolator(new ParameterMessageInterpolator())
              .buildValidatorFactory()
              .getValidator());

  public final TestSystem system;
  public final HookStand hooks;
  public final BeginExport beginExport;
  public final MemoryPages pages;
  public boolean brokerUp = true;

  /** What the key of every caller may be used for. */
  public Set<String> roles =
      Set.of(Roles.PARTNER, Roles.READ, Roles.PAY, Roles.REFUND, Roles.WEBHOOKS);

  /** What the clock says while a body is read. */
  public Supplier<Instant> timeOfBodies = () -> Instant.EPOCH;

  /** It warns that ready-made resources are no providers, which nobody claimed. */
  private static final Logger PROVIDERS =
      Logger.getLogger("org.glassfish.jersey.internal.inject.Providers");

  private final ApplicationHandler handler;

  /** An answer as it went out. */
  public record Answer(int status, Map<String, List<String>> headers, String body) {

    public JsonObject json() {
      try (var reader = Json.createReader(new StringReader(body))) {
        return reader.readObject();
      }
    }

    public String header(String name) {
      List<String> values = headers.get(name);
      return values == null || values.isEmpty() ? null : values.get(0);
    }
  }

  public InProcessApi() {
    this(new TestSystem(), "https://bills.test/", MemoryStellar.CNGN);
  }

  /** Another release or other settings over the same system. */
  public InProcessApi(TestSystem system, String address, Asset cngn) {
    this(system, address, cngn, LimitPolicy.NONE, BuyAgainPolicy.NEVER);
  }

  /** With limits, and a question before the same is bought again. */
  public InProcessApi(
      TestSystem system, String address, Asset cngn, LimitPolicy limits, BuyAgainPolicy buyAgain) {
    PermitDesk desk =
        new PermitDesk(system.world.permitCounts(), system.world.unitOfWork(), system.world);
    this.system = system;
    this.hooks = new HookStand(system.world);
    this.pages = new MemoryPages(system.world);
    PaymentPolicy policy =
        new PaymentPolicy(
            AccountFormat.STRICT, java.time.Duration.ofMinutes(10), FeeSchedule.standard(), cngn);
    FeesInForce fees = new FeesInForce(system.world.feeChanges(), policy, system.world);
    Billers billers = new FewBillers();
    FormCheck formCheck = make(FormCheck.class, billers, system.plans, policy);
    RequestPayment requestPayment =
        make(
            RequestPayment.class,
            formCheck,
            system.gate,
            new LimitCustomers(desk, limits),
            make(BuyAgain.class, system.world.repetitions(), buyAgain),
            system.world.payments(),
            system.world.firstAnswers(),
            system.world.unitOfWork(),
            system.world,
            system.world,
            fees,
            policy);
    CheckAccount checkAccount = make(CheckAccount.class, formCheck, system.router, system.gate);
    PaymentLinks links =
        new PaymentLinks(
            new Wallet(), policy, system.world.payments(), system.world.unitOfWork(), address);
    MemoryLists lists = new MemoryLists(system.world);
    ListCursors cursors = new ListCursors(MemoryLists.seals());
    beginExport =
        new BeginExport(
            lists.payments(),
            lists.journal(),
            new ExportSeats(system.world),
            system.world.unitOfWork(),
            system.world);
    PROVIDERS.setLevel(Level.SEVERE);
    ResourceConfig config = new ResourceConfig();
    List.of(
            new CatalogueResource(
                make(ListBillers.class, billers, system.plans, system.gate, fees)),
            new PayResource(checkAccount, requestPayment, links, RULES, () -> timeOfBodies.get()),
            new PaymentResource(system.findPayments, system.cancelPayment, system.policy),
            new QrCodeResource(links),
            new HistoryResource(
                new ListPayments(lists.payments(), system.world.unitOfWork()),
                system.findPayments,
                cursors,
                RULES),
            new ExportResource(beginExport, RULES),
            new ReceiptResource(new FindReceipts(system.findPayments, billers, system.plans)),
            new PayLinkResource(
                new CreatePayLink(formCheck, new PageTickets(pages), system.world, system.world),
                links,
                () -> timeOfBodies.get()),
            new RefundClockResource(system.reportRefundClock, RULES),
            new WebhookEndpointResource(
                hooks.createEndpoint,
                hooks.findEndpoints,
                hooks.rotateSecret,
                hooks.switchEndpoint,
                () -> timeOfBodies.get()),
            new WebhookDeliveryResource(
                hooks.findEndpoints,
                hooks.testEndpoint,
                hooks.replayDeliveries,
                cursors,
                () -> timeOfBodies.get()),
            new HealthResource(links, () -> brokerUp),
            new WebhookResource(system.takeInWebhook, () -> timeOfBodies.get()))
        .forEach(config::register);
    config.register(JsonAnswerWriter.class);
    config.register(WellFormedHeaders.class);
    config.register(ProblemMapper.class);
    config.register(ProblemWriting.class);
    config.register(RoleCheck.class);
    config.addProperties(new VersionedApi().getProperties());
    handler = new ApplicationHandler(config);
  }

  /** Data bundles, bouquets, water and examination PINs come on sale. */
  public void sellPlans() {
    system
        .provider()
        .offers(
            Offers.reading(
                Offers.plan(BillType.DATA, "mtn", "mtn-1gb-30d", 1_000),
                Offers.anyAmount(BillType.CABLE_TV, "dstv"),
                Offers.plan(BillType.CABLE_TV, "dstv", "dstv-compact", 15_700),
                Offers.anyAmount(BillType.WATER, "lagos-water"),
                Offers.plan(BillType.EDUCATION, "waec", "waec-pin", 3_500)));
    system.refreshCatalogue.refresh(system.provider().code(), false).orElseThrow();
  }

  public Answer get(String path) {
    return send("GET", path, Optional.of(TestSystem.PARTNER), null, Map.of());
  }

  public Answer post(String path, String body, String... headers) {
    Map<String, String> all = new HashMap<>();
    all.put("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return send(
        "POST", path, Optional.of(TestSystem.PARTNER), body.getBytes(StandardCharsets.UTF_8), all);
  }

  public Answer send(
      String method,
      String path,
      Optional<PartnerId> partner,
      byte[] body,
      Map<String, String> headers) {
    return send(method, path, partner, body, headers.entrySet());
  }

  /** As above, with headers that may repeat. */
  public Answer send(
      String method,
      String path,
      Optional<PartnerId> partner,
      byte[] body,
      Collection<Map.Entry<String, String>> headers) {
    URI base = URI.create("https://bills.test/api/v1/");
    ContainerRequest request =
        new ContainerRequest(
            base,
            URI.create("https://bills.test/api/v1" + path),
            method,
            security(partner),
            new MapPropertiesDelegate(),
            handler.getConfiguration());
    headers.forEach(header -> request.header(header.getKey(), header.getValue()));
    if (body != null) {
      request.setEntityStream(new ByteArrayInputStream(body));
    }
    return answer(request);
  }

  /** Sends a body that comes as it comes. */
  public Answer send(String path, InputStream body, Map<String, String> headers) {
    ContainerRequest request =
        new ContainerRequest(
            URI.create("https://bills.test/api/v1/"),
            URI.create("https://bills.test/api/v1" + path),
            "POST",
            security(Optional.empty()),
            new MapPropertiesDelegate(),
            handler.getConfiguration());
    headers.forEach(request::header);
    request.setEntityStream(body);
    return answer(request);
  }

  private Answer answer(ContainerRequest request) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ContainerResponse response = handler.apply(request, out).get();
      return new Answer(
          response.getStatus(),
          Map.copyOf(response.getStringHeaders()),
          out.toString(StandardCharsets.UTF_8));
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private SecurityContext security(Optional<PartnerId> partner) {
    return new SecurityContext() {
      @Override
      public Principal getUserPrincipal() {
        return partner.map(p -> (Principal) p::toString).orElse(null);
      }

      @Override
      public boolean isUserInRole(String role) {
        return partner.isPresent() && roles.contains(role);
      }

      @Override
      public boolean isSecure() {
        return true;
      }

      @Override
      public String getAuthenticationScheme() {
        return "Bearer";
      }
    };
  }

  /** Use cases have constructors for the container only. */
  private static <T> T make(Class<T> type, Object... parts) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return type.cast(constructor.newInstance(parts));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Wallet implements ReceivingAccount {
    @Override
    public String address() {
      return MemoryStellar.WALLET;
    }

    @Override
    public String paymentLink(AssetAmount amount, PaymentMemo memo, String message) {
      return "web+stellar:pay?destination="
          + address()
          + "&amount="
          + amount.toDecimal()
          + "&memo="
          + memo.text();
    }
  }

  private static final class FewBillers implements Billers {
    private final List<Biller> all =
        List.of(
            biller("ekedc", BillType.ELECTRICITY, true, MeterType.PREPAID, MeterType.POSTPAID),
            biller("yedc", BillType.ELECTRICITY, false, MeterType.PREPAID),
            biller("mtn", BillType.AIRTIME, true),
            biller("mtn", BillType.DATA, true),
            biller("dstv", BillType.CABLE_TV, true),
            biller("lagos-water", BillType.WATER, true),
            biller("waec", BillType.EDUCATION, true));

    private static Biller biller(String code, BillType type, boolean active, MeterType... meters) {
      return new Biller(
          new BillerCode(code),
          code.toUpperCase(java.util.Locale.ROOT),
          type,
          "Nigeria",
          active,
          Set.of(meters),
          Money.ofNaira(100),
          Money.ofNaira(500_000));
    }

    @Override
    public List<Biller> of(BillType type) {
      return all.stream().filter(b -> b.type() == type).toList();
    }

    @Override
    public Optional<Biller> find(BillType type, BillerCode code) {
      return of(type).stream().filter(b -> b.code().equals(code)).findFirst();
    }
  }

  public static MediaType typeOf(Answer answer) {
    return MediaType.valueOf(answer.header("Content-Type"));
  }
}
