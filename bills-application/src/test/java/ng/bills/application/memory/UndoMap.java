package ng.bills.application.memory;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table by its key, in the order its rows were added, that notes how to take back each change.
 * Its views can only be read. A row whose removal is taken back comes last.
 */
final class UndoMap<K, V> extends AbstractMap<K, V> {

  private final UndoLog log;
  private final Map<K, V> rows = new LinkedHashMap<>();

  UndoMap(UndoLog log) {
    this.log = log;
  }

  @Override
  public V get(Object key) {
    return rows.get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return rows.containsKey(key);
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public V put(K key, V value) {
    V before = rows.put(key, value);
    log.note(before == null ? () -> rows.remove(key) : () -> rows.put(key, before));
    return before;
  }

  @Override
  @SuppressWarnings("unchecked")
  public V remove(Object key) {
    V before = rows.remove(key);
    if (before != null) {
      log.note(() -> rows.put((K) key, before)); // there was one, so it is a K
    }
    return before;
  }

  @Override
  public void clear() {
    List.copyOf(rows.keySet()).forEach(this::remove);
  }

  @Override
  public Set<K> keySet() {
    return Collections.unmodifiableSet(rows.keySet());
  }

  @Override
  public Collection<V> values() {
    return Collections.unmodifiableCollection(rows.values());
  }

  @Override
  public Set<Entry<K, V>> entrySet() {
    return Collections.unmodifiableMap(rows).entrySet();
  }
}
