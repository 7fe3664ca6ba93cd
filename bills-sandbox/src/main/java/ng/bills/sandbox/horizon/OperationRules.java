package ng.bills.sandbox.horizon;

import static ng.bills.sandbox.horizon.ResultCodes.SUCCESS;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ng.bills.sandbox.horizon.ResultCodes.Outcome;
import org.stellar.sdk.AccountMergeOperation;
import org.stellar.sdk.Asset;
import org.stellar.sdk.BumpSequenceOperation;
import org.stellar.sdk.ChangeTrustAsset;
import org.stellar.sdk.ChangeTrustOperation;
import org.stellar.sdk.ClaimClaimableBalanceOperation;
import org.stellar.sdk.Claimant;
import org.stellar.sdk.ClawbackOperation;
import org.stellar.sdk.CreateAccountOperation;
import org.stellar.sdk.CreateClaimableBalanceOperation;
import org.stellar.sdk.ManageDataOperation;
import org.stellar.sdk.Operation;
import org.stellar.sdk.PathPaymentStrictReceiveOperation;
import org.stellar.sdk.PathPaymentStrictSendOperation;
import org.stellar.sdk.PaymentOperation;
import org.stellar.sdk.SetOptionsOperation;
import org.stellar.sdk.SetTrustlineFlagsOperation;
import org.stellar.sdk.StrKey;
import org.stellar.sdk.xdr.ClaimPredicate;
import org.stellar.sdk.xdr.ClaimPredicateType;
import org.stellar.sdk.xdr.Int64;
import org.stellar.sdk.xdr.SignerKey;
import org.stellar.sdk.xdr.TrustLineFlags;

/**
 * What each operation does to the ledger, with stellar-core's result codes in core's order of
 * checks. The rules are those of the operation frames of stellar-core; offers, pools, sponsorship
 * and contracts are {@code op_not_supported}.
 */
final class OperationRules {
  static final int CREATE_ACCOUNT = 0;
  static final int PAYMENT = 1;
  static final int PATH_RECEIVE = 2;
  static final int SET_OPTIONS = 5;
  static final int CHANGE_TRUST = 6;
  static final int ACCOUNT_MERGE = 8;
  static final int MANAGE_DATA = 10;
  static final int BUMP_SEQUENCE = 11;
  static final int PATH_SEND = 13;
  static final int CREATE_CLAIMABLE = 14;
  static final int CLAIM_CLAIMABLE = 15;
  static final int CLAWBACK = 19;
  static final int SET_TRUST_LINE_FLAGS = 21;

  private static final int SIGNER_LIMIT = 20;
  private static final int CLAIMANT_LIMIT = 10;

  private final long baseReserve;
  private final Market market;

  /**
   * What an operation did.
   *
   * @param sent stroops that left the source, 0 when nothing was paid
   * @param received stroops that reached the destination
   * @param balanceId claimable balance made or claimed, else null
   */
  record Applied(Outcome outcome, long sent, long received, String balanceId) {
    static Applied of(int type, String code) {
      return new Applied(Outcome.of(type, code), 0, 0, null);
    }
  }

  /** Where in the ledger an operation is applied. */
  record Place(int ledger, long closeTime, Address transactionSource, long sequence, int index) {}

  OperationRules(long baseReserve, Market market) {
    this.baseReserve = baseReserve;
    this.market = market;
  }

  static int type(Operation operation) {
    return operation.toXdr(Envelope.MUXED).getBody().getDiscriminant().getValue();
  }

  /** The threshold of the account whose signatures an operation needs. */
  static int threshold(Operation operation, AccountEntry account) {
    int type = type(operation);
    if (type == BUMP_SEQUENCE || type == SET_TRUST_LINE_FLAGS || type == CLAIM_CLAIMABLE) {
      return account.low;
    }
    if (type == ACCOUNT_MERGE) {
      return account.high;
    }
    if (operation instanceof SetOptionsOperation options
        && (options.getMasterKeyWeight() != null
            || options.getLowThreshold() != null
            || options.getMediumThreshold() != null
            || options.getHighThreshold() != null
            || options.getSigner() != null)) {
      return account.high;
    }
    return account.medium;
  }

  /** Accounts an operation names besides its source. */
  static List<String> named(Operation operation) {
    if (operation instanceof PaymentOperation payment) {
      return List.of(Address.of(payment.getDestination()).account());
    }
    if (operation instanceof PathPaymentStrictReceiveOperation payment) {
      return List.of(Address.of(payment.getDestination()).account());
    }
    if (operation instanceof PathPaymentStrictSendOperation payment) {
      return List.of(Address.of(payment.getDestination()).account());
    }
    if (operation instanceof CreateAccountOperation create) {
      return List.of(create.getDestination());
    }
    if (operation instanceof AccountMergeOperation merge) {
      return List.of(Address.of(merge.getDestination()).account());
    }
    if (operation instanceof SetTrustlineFlagsOperation flags) {
      return List.of(flags.getTrustor());
    }
    if (operation instanceof ClawbackOperation clawback) {
      return List.of(Address.of(clawback.getFrom()).account());
    }
    if (operation instanceof CreateClaimableBalanceOperation create) {
      return create.getClaimants().stream().map(Claimant::getDestination).toList();
    }
    return List.of();
  }

  /** Checks that need no ledger; null when the operation is well formed. */
  static Outcome check(Operation operation, Address source) {
    int type = type(operation);
    String code = null;
    if (operation instanceof PaymentOperation payment) {
      code = positive(payment.getAmount());
    } else if (operation instanceof CreateAccountOperation create) {
      code =
          Stroops.parse(create.getStartingBalance()) < 0
                  || create.getDestination().equals(source.account())
              ? "op_malformed"
              : null;
    } else if (operation instanceof PathPaymentStrictReceiveOperation payment) {
      code =
          positive(payment.getDestAmount()) != null
              ? "op_malformed"
              : positive(payment.getSendMax());
    } else if (operation instanceof PathPaymentStrictSendOperation payment) {
      code =
          positive(payment.getSendAmount()) != null
              ? "op_malformed"
              : positive(payment.getDestMin());
    } else if (operation instanceof ChangeTrustOperation change) {
      String asset = assetOf(change);
      code =
          Assets.isNative(asset)
                  || Stroops.parse(change.getLimit()) < 0
                  || Assets.issuer(asset).equals(source.account())
              ? "op_malformed"
              : null;
    } else if (operation instanceof SetTrustlineFlagsOperation flags) {
      code = malformed(flags, source) ? "op_malformed" : null;
    } else if (operation instanceof SetOptionsOperation options) {
      code = check(options, source);
    } else if (operation instanceof ManageDataOperation data) {
      int length = data.getName().getBytes(StandardCharsets.UTF_8).length;
      code = length < 1 || length > 64 ? "op_data_invalid_name" : null;
    } else if (operation instanceof AccountMergeOperation merge) {
      code =
          Address.of(merge.getDestination()).account().equals(source.account())
              ? "op_malformed"
              : null;
    } else if (operation instanceof CreateClaimableBalanceOperation create) {
      code = malformed(create) ? "op_malformed" : null;
    } else if (operation instanceof ClawbackOperation clawback) {
      code =
          !Assets.issuer(Assets.text(clawback.getAsset())).equals(source.account())
                  || Address.of(clawback.getFrom()).account().equals(source.account())
              ? "op_malformed"
              : positive(clawback.getAmount());
    } else if (operation instanceof BumpSequenceOperation bump) {
      code = bump.getBumpTo() < 0 ? "op_bad_seq" : null;
    } else if (!(operation instanceof ClaimClaimableBalanceOperation)) {
      code = "op_not_supported";
    }
    return code == null ? null : Outcome.of(type, code);
  }

  private static String positive(String amount) {
    return Stroops.parse(amount) > 0 ? null : "op_malformed";
  }

  private static boolean malformed(SetTrustlineFlagsOperation flags, Address source) {
    EnumSet<TrustLineFlags> set = flagsOf(flags.getSetFlags());
    EnumSet<TrustLineFlags> clear = flagsOf(flags.getClearFlags());
    boolean both =
        set.contains(TrustLineFlags.AUTHORIZED_FLAG)
            && set.contains(TrustLineFlags.AUTHORIZED_TO_MAINTAIN_LIABILITIES_FLAG);
    return both
        || set.contains(TrustLineFlags.TRUSTLINE_CLAWBACK_ENABLED_FLAG)
        || !Collections.disjoint(set, clear)
        || flags.getTrustor().equals(source.account())
        || !Assets.issuer(Assets.text(flags.getAsset())).equals(source.account());
  }

  private static boolean malformed(CreateClaimableBalanceOperation create) {
    List<String> destinations =
        create.getClaimants().stream().map(Claimant::getDestination).toList();
    return positive(create.getAmount()) != null
        || destinations.isEmpty()
        || destinations.size() > CLAIMANT_LIMIT
        || new HashSet<>(destinations).size() != destinations.size();
  }

  private static String check(SetOptionsOperation options, Address source) {
    int set = options.getSetFlags() == null ? 0 : options.getSetFlags();
    int clear = options.getClearFlags() == null ? 0 : options.getClearFlags();
    if ((set & clear) != 0) {
      return "op_bad_flags";
    }
    if ((set & ~0xf) != 0 || (clear & ~0xf) != 0) {
      return "op_unknown_flag";
    }
    for (Integer weight :
        new Integer[] {
          options.getMasterKeyWeight(),
          options.getLowThreshold(),
          options.getMediumThreshold(),
          options.getHighThreshold()
        }) {
      if (weight != null && (weight < 0 || weight > 255)) {
        return "op_threshold_out_of_range";
      }
    }
    if (options.getSigner() != null) {
      String key = signerText(options.getSigner());
      Integer weight = options.getSignerWeight();
      if (key == null
          || key.equals(source.account())
          || weight == null
          || weight < 0
          || weight > 255) {
        return "op_bad_signer";
      }
    }
    String domain = options.getHomeDomain();
    if (domain != null && domain.getBytes(StandardCharsets.UTF_8).length > 32) {
      return "op_invalid_home_domain";
    }
    return null;
  }

  /** The key as text, null for a kind of signer that is not supported here. */
  static String signerText(SignerKey key) {
    switch (key.getDiscriminant()) {
      case SIGNER_KEY_TYPE_ED25519:
        return StrKey.encodeEd25519PublicKey(key.getEd25519().getUint256());
      case SIGNER_KEY_TYPE_HASH_X:
        return StrKey.encodeSha256Hash(key.getHashX().getUint256());
      case SIGNER_KEY_TYPE_PRE_AUTH_TX:
        return StrKey.encodePreAuthTx(key.getPreAuthTx().getUint256());
      default:
        return null;
    }
  }

  static String assetOf(ChangeTrustOperation change) {
    return change.getAsset() instanceof ChangeTrustAsset.Wrapper wrapper
        ? Assets.text(wrapper.getAsset())
        : Assets.NATIVE; // a pool share: malformed here
  }

  static EnumSet<TrustLineFlags> flagsOf(EnumSet<TrustLineFlags> flags) {
    return flags == null ? EnumSet.noneOf(TrustLineFlags.class) : flags;
  }

  /** Applies one operation to the world; when it does not succeed the world must be thrown away. */
  Applied apply(Operation operation, Address source, World world, Place place) {
    int type = type(operation);
    Outcome malformed = check(operation, source);
    if (malformed != null) {
      return new Applied(malformed, 0, 0, null);
    }
    if (operation instanceof PaymentOperation payment) {
      long amount = Stroops.parse(payment.getAmount());
      String asset = Assets.text(payment.getAsset());
      String code =
          pay(
              world,
              source.account(),
              Address.of(payment.getDestination()).account(),
              asset,
              amount);
      return new Applied(Outcome.of(type, code), amount, amount, null);
    }
    if (operation instanceof CreateAccountOperation create) {
      return createAccount(create, source, world, place);
    }
    if (operation instanceof PathPaymentStrictReceiveOperation payment) {
      return pathReceive(payment, source.account(), world);
    }
    if (operation instanceof PathPaymentStrictSendOperation payment) {
      return pathSend(payment, source.account(), world);
    }
    if (operation instanceof ChangeTrustOperation change) {
      return Applied.of(type, changeTrust(change, world.edit(source.account()), world, place));
    }
    if (operation instanceof SetTrustlineFlagsOperation flags) {
      return Applied.of(type, setFlags(flags, world.account(source.account()), world, place));
    }
    if (operation instanceof SetOptionsOperation options) {
      return Applied.of(type, setOptions(options, world.edit(source.account())));
    }
    if (operation instanceof ManageDataOperation data) {
      return Applied.of(type, manageData(data, world.edit(source.account())));
    }
    if (operation instanceof AccountMergeOperation merge) {
      return merge(merge, source.account(), world, place);
    }
    if (operation instanceof CreateClaimableBalanceOperation create) {
      return createClaimable(create, source.account(), world, place);
    }
    if (operation instanceof ClaimClaimableBalanceOperation claim) {
      return claim(claim, source.account(), world, place);
    }
    if (operation instanceof ClawbackOperation clawback) {
      return clawback(clawback, world);
    }
    AccountEntry account = world.edit(source.account());
    BumpSequenceOperation bump = (BumpSequenceOperation) operation;
    account.sequence = Math.max(account.sequence, bump.getBumpTo());
    return Applied.of(type, SUCCESS);
  }

  private String pay(World world, String from, String to, String asset, long amount) {
    if (Assets.isNative(asset) && from.equals(to)) {
      return SUCCESS;
    }
    boolean toIssuer = to.equals(Assets.issuer(asset));
    if (!toIssuer && world.account(to) == null) {
      return "op_no_destination";
    }
    String code = credit(world, to, asset, amount);
    return code != null ? code : orSuccess(debit(world, from, asset, amount));
  }

  private static String orSuccess(String code) {
    return code == null ? SUCCESS : code;
  }

  /** Adds to a balance; null when done. Paying to the issuer takes the money out of existence. */
  String credit(World world, String to, String asset, long amount) {
    if (Assets.isNative(asset)) {
      AccountEntry account = world.edit(to);
      if (account.xlm > Long.MAX_VALUE - amount) {
        return "op_line_full";
      }
      account.xlm += amount;
      return null;
    }
    if (to.equals(Assets.issuer(asset))) {
      world.issue(asset, -amount);
      return null;
    }
    TrustLine line = world.edit(to).lines.get(asset);
    if (line == null) {
      return "op_no_trust";
    }
    if (!line.authorized) {
      return "op_not_authorized";
    }
    if (line.room() < amount) {
      return "op_line_full";
    }
    line.balance += amount;
    return null;
  }

  /** Takes from a balance; null when done. Paying by the issuer makes new money. */
  String debit(World world, String from, String asset, long amount) {
    AccountEntry account = world.edit(from);
    if (Assets.isNative(asset)) {
      if (account.xlm - account.reserve(baseReserve) < amount) {
        return "op_underfunded";
      }
      account.xlm -= amount;
      return null;
    }
    if (from.equals(Assets.issuer(asset))) {
      world.issue(asset, amount);
      return null;
    }
    TrustLine line = account.lines.get(asset);
    if (line == null) {
      return "op_src_no_trust";
    }
    if (!line.authorized) {
      return "op_src_not_authorized";
    }
    if (line.available() < amount) {
      return "op_underfunded";
    }
    line.balance -= amount;
    return null;
  }

  private Applied createAccount(
      CreateAccountOperation create, Address source, World world, Place place) {
    long amount = Stroops.parse(create.getStartingBalance());
    String destination = create.getDestination();
    if (world.account(destination) != null) {
      return Applied.of(CREATE_ACCOUNT, "op_already_exists");
    }
    if (amount < 2 * baseReserve) {
      return Applied.of(CREATE_ACCOUNT, "op_low_reserve");
    }
    String code = debit(world, source.account(), Assets.NATIVE, amount);
    if (code != null) {
      return Applied.of(CREATE_ACCOUNT, code);
    }
    AccountEntry account = new AccountEntry(destination);
    account.sequence = (long) place.ledger() << 32;
    account.xlm = amount;
    world.put(account);
    return new Applied(Outcome.of(CREATE_ACCOUNT, SUCCESS), amount, amount, null);
  }

  private static List<String> route(Asset send, Asset[] path, Asset receive) {
    List<String> route = new ArrayList<>();
    route.add(Assets.text(send));
    for (Asset asset : path) {
      route.add(Assets.text(asset));
    }
    if (!(route.size() == 1 && route.get(0).equals(Assets.text(receive)))) {
      route.add(Assets.text(receive));
    }
    return route;
  }

  private Applied pathReceive(PathPaymentStrictReceiveOperation payment, String from, World world) {
    String to = Address.of(payment.getDestination()).account();
    List<String> route = route(payment.getSendAsset(), payment.getPath(), payment.getDestAsset());
    long received = Stroops.parse(payment.getDestAmount());
    String last = route.get(route.size() - 1);
    boolean toIssuer = route.size() == 1 && to.equals(Assets.issuer(last));
    if (!toIssuer && world.account(to) == null) {
      return Applied.of(PATH_RECEIVE, "op_no_destination");
    }
    String code = credit(world, to, last, received);
    if (code != null) {
      return Applied.of(PATH_RECEIVE, code);
    }
    long amount = received;
    for (int i = route.size() - 1; i > 0; i--) {
      long needed = market.needed(route.get(i - 1), route.get(i), amount);
      if (needed < 0 || !trade(world, route.get(i - 1), needed, route.get(i), amount)) {
        return Applied.of(PATH_RECEIVE, "op_too_few_offers");
      }
      amount = needed;
    }
    if (amount > Stroops.parse(payment.getSendMax())) {
      return Applied.of(PATH_RECEIVE, "op_over_source_max");
    }
    code = debit(world, from, route.get(0), amount);
    return code != null
        ? Applied.of(PATH_RECEIVE, code)
        : new Applied(
            new Outcome(PATH_RECEIVE, SUCCESS, pathResult(to, payment.getDestAsset(), received)),
            amount,
            received,
            null);
  }

  private Applied pathSend(PathPaymentStrictSendOperation payment, String from, World world) {
    String to = Address.of(payment.getDestination()).account();
    List<String> route = route(payment.getSendAsset(), payment.getPath(), payment.getDestAsset());
    String last = route.get(route.size() - 1);
    long sent = Stroops.parse(payment.getSendAmount());
    boolean toIssuer = route.size() == 1 && to.equals(Assets.issuer(last));
    if (!toIssuer && world.account(to) == null) {
      return Applied.of(PATH_SEND, "op_no_destination");
    }
    String code = debit(world, from, route.get(0), sent);
    if (code != null) {
      return Applied.of(PATH_SEND, code);
    }
    long amount = sent;
    for (int i = 0; i < route.size() - 1; i++) {
      long received = market.received(route.get(i), route.get(i + 1), amount);
      if (received <= 0 || !trade(world, route.get(i), amount, route.get(i + 1), received)) {
        return Applied.of(PATH_SEND, "op_too_few_offers");
      }
      amount = received;
    }
    if (amount < Stroops.parse(payment.getDestMin())) {
      return Applied.of(PATH_SEND, "op_under_dest_min");
    }
    code = credit(world, to, last, amount);
    return code != null
        ? Applied.of(PATH_SEND, code)
        : new Applied(
            new Outcome(PATH_SEND, SUCCESS, pathResult(to, payment.getDestAsset(), amount)),
            sent,
            amount,
            null);
  }

  /** The market takes one asset and gives another; false when it has not got enough. */
  private boolean trade(World world, String takes, long taken, String gives, long given) {
    return world.account(market.account()) != null
        && credit(world, market.account(), takes, taken) == null
        && debit(world, market.account(), gives, given) == null;
  }

  /** XDR of {@code offers<>} (none) and the last {@code SimplePaymentResult}. */
  private static byte[] pathResult(String to, Asset asset, long amount) {
    return bytes(
        out -> {
          out.writeInt(0);
          out.writeInt(0);
          out.write(StrKey.decodeEd25519PublicKey(to));
          out.write(asset.toXdr().toXdrByteArray());
          out.writeLong(amount);
        });
  }

  private String changeTrust(
      ChangeTrustOperation change, AccountEntry account, World world, Place place) {
    String asset = assetOf(change);
    long limit = Stroops.parse(change.getLimit());
    TrustLine line = account.lines.get(asset);
    AccountEntry issuer = world.account(Assets.issuer(asset));
    if (line != null) {
      if (limit < line.balance + line.buyingLiabilities) {
        return "op_invalid_limit";
      }
      if (limit == 0) {
        account.lines.remove(asset);
        return SUCCESS;
      }
      if (issuer == null) {
        return "op_no_issuer";
      }
      line.limit = limit;
      line.lastModified = place.ledger();
      return SUCCESS;
    }
    if (limit == 0) {
      return "op_invalid_limit";
    }
    if (issuer == null) {
      return "op_no_issuer";
    }
    TrustLine fresh = new TrustLine();
    fresh.limit = limit;
    fresh.authorized = !issuer.has(AccountEntry.AUTH_REQUIRED);
    fresh.clawback = issuer.has(AccountEntry.AUTH_CLAWBACK);
    fresh.lastModified = place.ledger();
    account.lines.put(asset, fresh);
    return account.xlm < account.reserve(baseReserve) ? "op_low_reserve" : SUCCESS;
  }

  private static String setFlags(
      SetTrustlineFlagsOperation flags, AccountEntry issuer, World world, Place place) {
    AccountEntry trustor = world.edit(flags.getTrustor());
    TrustLine line = trustor == null ? null : trustor.lines.get(Assets.text(flags.getAsset()));
    if (line == null) {
      return "op_no_trust";
    }
    EnumSet<TrustLineFlags> set = flagsOf(flags.getSetFlags());
    EnumSet<TrustLineFlags> clear = flagsOf(flags.getClearFlags());
    boolean authorized =
        set.contains(TrustLineFlags.AUTHORIZED_FLAG)
            || (line.authorized && !clear.contains(TrustLineFlags.AUTHORIZED_FLAG));
    boolean maintain =
        set.contains(TrustLineFlags.AUTHORIZED_TO_MAINTAIN_LIABILITIES_FLAG)
            || (line.maintain
                && !clear.contains(TrustLineFlags.AUTHORIZED_TO_MAINTAIN_LIABILITIES_FLAG));
    boolean less = (line.authorized && !authorized) || (line.maintain && !maintain && !authorized);
    if (less && !issuer.has(AccountEntry.AUTH_REVOCABLE)) {
      return "op_cant_revoke";
    }
    if (authorized && maintain) {
      return "op_invalid_state";
    }
    line.authorized = authorized;
    line.maintain = maintain;
    line.clawback &= !clear.contains(TrustLineFlags.TRUSTLINE_CLAWBACK_ENABLED_FLAG);
    line.lastModified = place.ledger();
    return SUCCESS;
  }

  private String setOptions(SetOptionsOperation options, AccountEntry account) {
    int set = options.getSetFlags() == null ? 0 : options.getSetFlags();
    int clear = options.getClearFlags() == null ? 0 : options.getClearFlags();
    if ((set | clear) != 0 && account.has(AccountEntry.AUTH_IMMUTABLE)) {
      return "op_cant_change";
    }
    account.flags = (account.flags & ~clear) | set;
    if (account.has(AccountEntry.AUTH_CLAWBACK) && !account.has(AccountEntry.AUTH_REVOCABLE)) {
      return "op_auth_revocable_required";
    }
    account.homeDomain =
        options.getHomeDomain() == null ? account.homeDomain : options.getHomeDomain();
    account.master =
        options.getMasterKeyWeight() == null ? account.master : options.getMasterKeyWeight();
    account.low = options.getLowThreshold() == null ? account.low : options.getLowThreshold();
    account.medium =
        options.getMediumThreshold() == null ? account.medium : options.getMediumThreshold();
    account.high = options.getHighThreshold() == null ? account.high : options.getHighThreshold();
    if (options.getSigner() != null) {
      String key = signerText(options.getSigner());
      if (options.getSignerWeight() == 0) {
        account.signers.remove(key);
      } else if (!account.signers.containsKey(key) && account.signers.size() == SIGNER_LIMIT) {
        return "op_too_many_signers";
      } else {
        boolean fresh = account.signers.put(key, options.getSignerWeight()) == null;
        if (fresh && account.xlm < account.reserve(baseReserve)) {
          return "op_low_reserve";
        }
      }
    }
    return SUCCESS;
  }

  private String manageData(ManageDataOperation data, AccountEntry account) {
    if (data.getValue() == null) {
      return account.data.remove(data.getName()) == null ? "op_data_name_not_found" : SUCCESS;
    }
    boolean fresh =
        account.data.put(data.getName(), Base64.getEncoder().encodeToString(data.getValue()))
            == null;
    return fresh && account.xlm < account.reserve(baseReserve) ? "op_low_reserve" : SUCCESS;
  }

  private static Applied merge(AccountMergeOperation merge, String from, World world, Place place) {
    AccountEntry into = world.edit(Address.of(merge.getDestination()).account());
    AccountEntry account = world.account(from);
    if (into == null) {
      return Applied.of(ACCOUNT_MERGE, "op_no_account");
    }
    if (account.has(AccountEntry.AUTH_IMMUTABLE)) {
      return Applied.of(ACCOUNT_MERGE, "op_immutable_set");
    }
    if (!account.lines.isEmpty() || !account.data.isEmpty()) {
      return Applied.of(ACCOUNT_MERGE, "op_has_sub_entries");
    }
    if (account.sequence >= (long) place.ledger() << 32) {
      return Applied.of(ACCOUNT_MERGE, "op_seq_num_too_far");
    }
    if (account.sponsoring > 0) {
      return Applied.of(ACCOUNT_MERGE, "op_is_sponsor");
    }
    if (into.xlm > Long.MAX_VALUE - account.xlm) {
      return Applied.of(ACCOUNT_MERGE, "op_dest_full");
    }
    long amount = account.xlm;
    into.xlm += amount;
    world.removeAccount(from);
    return new Applied(
        new Outcome(ACCOUNT_MERGE, SUCCESS, bytes(out -> out.writeLong(amount))),
        amount,
        amount,
        null);
  }

  private Applied createClaimable(
      CreateClaimableBalanceOperation create, String from, World world, Place place) {
    long amount = Stroops.parse(create.getAmount());
    String asset = Assets.text(create.getAsset());
    String code = debit(world, from, asset, amount);
    if (code != null) {
      return Applied.of(CREATE_CLAIMABLE, code.replace("op_src_", "op_"));
    }
    AccountEntry sponsor = world.edit(from);
    sponsor.sponsoring += create.getClaimants().size();
    if (sponsor.xlm < sponsor.reserve(baseReserve)) {
      return Applied.of(CREATE_CLAIMABLE, "op_low_reserve");
    }
    TrustLine line = sponsor.lines.get(asset);
    AccountEntry issuer = world.account(Assets.issuer(asset));
    boolean clawback =
        line != null ? line.clawback : issuer != null && issuer.has(AccountEntry.AUTH_CLAWBACK);
    Map<String, String> claimants = new LinkedHashMap<>();
    for (Claimant claimant : create.getClaimants()) {
      ClaimPredicate predicate = absolute(claimant.getPredicate().toXdr(), place.closeTime());
      try {
        claimants.put(claimant.getDestination(), predicate.toXdrBase64());
      } catch (IOException e) {
        throw new UncheckedIOException("writing to memory failed", e);
      }
    }
    byte[] hash = balanceHash(place);
    String id = "00000000" + HexFormat.of().formatHex(hash);
    world.put(
        new ClaimableBalance(
            id, asset, amount, from, claimants, clawback, place.ledger(), place.closeTime()));
    byte[] payload =
        bytes(
            out -> {
              out.writeInt(0);
              out.write(hash);
            });
    return new Applied(new Outcome(CREATE_CLAIMABLE, SUCCESS, payload), amount, amount, id);
  }

  private static byte[] balanceHash(Place place) {
    return SignatureCheck.sha256(
        bytes(
            out -> {
              out.writeInt(6); // ENVELOPE_TYPE_OP_ID
              out.writeInt(0); // PUBLIC_KEY_TYPE_ED25519
              out.write(StrKey.decodeEd25519PublicKey(place.transactionSource().account()));
              out.writeLong(place.sequence());
              out.writeInt(place.index());
            }));
  }

  /** Core stores relative times as absolute ones. */
  private static ClaimPredicate absolute(ClaimPredicate predicate, long closeTime) {
    switch (predicate.getDiscriminant()) {
      case CLAIM_PREDICATE_BEFORE_RELATIVE_TIME:
        ClaimPredicate absolute = new ClaimPredicate();
        absolute.setDiscriminant(ClaimPredicateType.CLAIM_PREDICATE_BEFORE_ABSOLUTE_TIME);
        long seconds = predicate.getRelBefore().getInt64();
        absolute.setAbsBefore(
            new Int64(seconds > Long.MAX_VALUE - closeTime ? Long.MAX_VALUE : closeTime + seconds));
        return absolute;
      case CLAIM_PREDICATE_NOT:
        predicate.setNotPredicate(absolute(predicate.getNotPredicate(), closeTime));
        return predicate;
      case CLAIM_PREDICATE_AND:
        predicate.setAndPredicates(absolute(predicate.getAndPredicates(), closeTime));
        return predicate;
      case CLAIM_PREDICATE_OR:
        predicate.setOrPredicates(absolute(predicate.getOrPredicates(), closeTime));
        return predicate;
      default:
        return predicate;
    }
  }

  private static ClaimPredicate[] absolute(ClaimPredicate[] predicates, long closeTime) {
    ClaimPredicate[] result = new ClaimPredicate[predicates.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = absolute(predicates[i], closeTime);
    }
    return result;
  }

  private Applied claim(ClaimClaimableBalanceOperation claim, String by, World world, Place place) {
    ClaimableBalance balance =
        world.balance(claim.getBalanceId().toLowerCase(java.util.Locale.ROOT));
    if (balance == null) {
      return Applied.of(CLAIM_CLAIMABLE, "op_does_not_exist");
    }
    if (!balance.claimableBy(by, place.closeTime())) {
      return Applied.of(CLAIM_CLAIMABLE, "op_cannot_claim");
    }
    String code = credit(world, by, balance.asset(), balance.amount());
    if (code != null) {
      return Applied.of(CLAIM_CLAIMABLE, code);
    }
    world.removeBalance(balance.id());
    world.edit(balance.sponsor()).sponsoring -= balance.claimants().size();
    return new Applied(
        Outcome.of(CLAIM_CLAIMABLE, SUCCESS), balance.amount(), balance.amount(), balance.id());
  }

  private static Applied clawback(ClawbackOperation clawback, World world) {
    long amount = Stroops.parse(clawback.getAmount());
    String asset = Assets.text(clawback.getAsset());
    AccountEntry from = world.edit(Address.of(clawback.getFrom()).account());
    TrustLine line = from == null ? null : from.lines.get(asset);
    if (line == null) {
      return Applied.of(CLAWBACK, "op_no_trust");
    }
    if (!line.clawback) {
      return Applied.of(CLAWBACK, "op_not_clawback_enabled");
    }
    if (line.available() < amount) {
      return Applied.of(CLAWBACK, "op_underfunded");
    }
    line.balance -= amount;
    world.issue(asset, -amount);
    return new Applied(Outcome.of(CLAWBACK, SUCCESS), amount, amount, null);
  }

  @FunctionalInterface
  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }
}
