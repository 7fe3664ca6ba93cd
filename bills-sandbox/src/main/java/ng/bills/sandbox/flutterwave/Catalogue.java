package ng.bills.sandbox.flutterwave;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import ng.bills.sandbox.http.BadRequestException;

/** What Flutterwave sells just now; thread safe, so that prices move while it runs. */
final class Catalogue {
  /** The top level, in the provider's order. */
  record Category(int id, String code, String name) {}

  static final List<Category> CATEGORIES =
      List.of(
          new Category(1, Item.AIRTIME, "Airtime"),
          new Category(2, Item.DATA, "Mobile Data Service"),
          new Category(3, Item.CABLE, "Cable Bill Payment"),
          new Category(4, Item.INTERNET, "Internet Service"),
          new Category(5, Item.UTILITY, "Utility Bills"),
          new Category(6, "TAX", "Tax Payment"),
          new Category(7, "DONATIONS", "Donations"));

  private final List<Biller> billers = new CopyOnWriteArrayList<>();
  private final List<Item> items = new CopyOnWriteArrayList<>();

  Catalogue() {
    FirstStock.fill(this);
  }

  void add(Biller biller) {
    billers.add(biller);
  }

  /** Adds an item; one with the same codes and name is replaced. */
  synchronized void add(Item item) {
    items.removeIf(
        old ->
            old.billerCode().equals(item.billerCode())
                && old.itemCode().equals(item.itemCode())
                && old.name().equals(item.name()));
    items.add(item);
  }

  /**
   * @throws BadRequestException when there is no such item
   */
  synchronized void price(String itemCode, long kobo) {
    List<Item> moved = items.stream().filter(item -> item.itemCode().equals(itemCode)).toList();
    if (moved.isEmpty()) {
      throw new BadRequestException("no item " + itemCode);
    }
    moved.forEach(item -> items.set(items.indexOf(item), item.priced(kobo)));
  }

  synchronized boolean remove(String itemCode) {
    return items.removeIf(item -> item.itemCode().equals(itemCode));
  }

  List<Biller> billersOf(String category) {
    return billers.stream().filter(biller -> biller.category().equals(category)).toList();
  }

  Optional<Biller> biller(String code) {
    return billers.stream().filter(biller -> biller.code().equals(code)).findFirst();
  }

  List<Item> itemsOf(String billerCode) {
    return items.stream().filter(item -> item.billerCode().equals(billerCode)).toList();
  }

  Optional<Item> item(String billerCode, String itemCode) {
    return itemsOf(billerCode).stream()
        .filter(item -> item.itemCode().equals(itemCode))
        .findFirst();
  }

  /** The item the old form calls {@code type}. */
  Optional<Item> type(String billerName) {
    return items.stream()
        .filter(item -> item.billerName().equalsIgnoreCase(billerName))
        .findFirst();
  }

  List<Item> all() {
    return List.copyOf(items);
  }
}
