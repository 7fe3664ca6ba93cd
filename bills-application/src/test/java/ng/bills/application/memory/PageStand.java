package ng.bills.application.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.biller.CheckAccount;
import ng.bills.application.biller.ListBillers;
import ng.bills.application.funds.port.ReceivingAccount;
import ng.bills.application.limit.LimitPolicy;
import ng.bills.application.pay.AskAboutAccount;
import ng.bills.application.pay.CancelFromPage;
import ng.bills.application.pay.CreatePayLink;
import ng.bills.application.pay.OpenPage;
import ng.bills.application.pay.PagePolicy;
import ng.bills.application.pay.PageTickets;
import ng.bills.application.pay.PlayCustomer;
import ng.bills.application.pay.RequestFromPage;
import ng.bills.application.pay.ReviewBill;
import ng.bills.application.pay.ShowPage;
import ng.bills.application.pay.port.CustomerWallet;
import ng.bills.application.payment.BuyAgainPolicy;
import ng.bills.application.payment.RequestPayment;
import ng.bills.application.receipt.FindReceipts;
import ng.bills.domain.funds.PaymentMemo;
import ng.bills.domain.money.AssetAmount;

/** The real use cases of the pay page over a system in memory. */
public final class PageStand {

  public final TestSystem system;
  public final MemoryPages pages;
  public final PageTickets tickets;
  public final ListBillers listBillers;
  public final CreatePayLink createPayLink;
  public final AskAboutAccount askAboutAccount;
  public final ReviewBill reviewBill;
  public final RequestFromPage requestFromPage;
  public final ShowPage showPage;
  public final CancelFromPage cancelFromPage;
  public final FindReceipts findReceipts;
  public final ReceivingAccount account = new Wallet();

  /** The links that the sandbox's wallet was given, and whether it pays. */
  public final List<String> paid = new ArrayList<>();

  public boolean walletPays = true;

  public PageStand() {
    this(new TestSystem());
  }

  /**
   * As it is set unless an operator says otherwise: the same again within minutes is asked about.
   */
  public PageStand(TestSystem system) {
    this(
        system,
        system.requestPayment(
            LimitPolicy.NONE, new BuyAgainPolicy(Duration.ofMinutes(10), Map.of())));
  }

  public PageStand(TestSystem system, RequestPayment requestPayment) {
    this.system = system;
    MemoryWorld world = system.world;
    pages = new MemoryPages(world);
    tickets = new PageTickets(pages);
    CheckAccount checkAccount = new CheckAccount(system.formCheck, system.router, system.gate);
    listBillers = new ListBillers(system.billers, system.plans, system.gate, system.fees);
    createPayLink = new CreatePayLink(system.formCheck, tickets, world, world);
    askAboutAccount = new AskAboutAccount(checkAccount);
    reviewBill = new ReviewBill(system.formCheck, checkAccount, system.fees, world);
    requestFromPage = new RequestFromPage(requestPayment, pages, world.unitOfWork(), world);
    showPage = new ShowPage(pages, system.findPayments, system.billers, world.unitOfWork());
    cancelFromPage = new CancelFromPage(pages, system.cancelPayment, world.unitOfWork());
    findReceipts = new FindReceipts(system.findPayments, system.billers, system.plans);
  }

  /**
   * @param open whether everybody may come
   */
  public OpenPage openPage(boolean open) {
    return new OpenPage(
        tickets,
        pages,
        system.world.unitOfWork(),
        system.world,
        system.world,
        new PagePolicy(open, 30));
  }

  /**
   * @param sandbox whether there is a wallet that plays the customer
   */
  public PlayCustomer playCustomer(boolean sandbox) {
    CustomerWallet wallet =
        link -> {
          system.world.outside();
          paid.add(link);
          return walletPays;
        };
    return new PlayCustomer(
        sandbox ? Optional.of(wallet) : Optional.empty(), showPage, account, system.paymentPolicy);
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
}
