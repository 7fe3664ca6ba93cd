package ng.bills.application.memory;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/** Rows that are only ever added, and the adding can be taken back. */
final class UndoList<T> extends AbstractList<T> {

  private final UndoLog log;
  private final List<T> rows = new ArrayList<>();

  UndoList(UndoLog log) {
    this.log = log;
  }

  @Override
  public T get(int index) {
    return rows.get(index);
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public boolean add(T row) {
    rows.add(row);
    log.note(() -> rows.remove(rows.size() - 1));
    return true;
  }
}
