package ng.bills.simulation.node;

import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Puts a node together as the server does: each class by its injected constructor, one instance of
 * each, the ports as they are given. A part can be replaced before anything is made of it.
 */
public final class Assembly {

  private static final Map<Class<?>, Constructor<?>> CONSTRUCTORS = new ConcurrentHashMap<>();

  private final Map<Class<?>, Object> parts = new HashMap<>();
  private final Map<Class<?>, Class<?>> replacements = new HashMap<>();

  /** Gives a port. */
  public <T> void give(Class<T> port, T part) {
    parts.put(port, part);
  }

  /** Puts something around a port that was given. */
  public <T> void wrap(Class<T> port, UnaryOperator<T> wrapper) {
    give(port, wrapper.apply(get(port)));
  }

  /** Makes another class wherever that one is wanted. */
  public <T> void replace(Class<T> wanted, Class<? extends T> by) {
    replacements.put(wanted, by);
  }

  /** The part of that type, made when it is wanted first. */
  public <T> T get(Class<T> type) {
    Object part = parts.get(type);
    if (part == null) {
      part = make(replacements.getOrDefault(type, type));
      parts.put(type, part);
    }
    return type.cast(part);
  }

  private Object make(Class<?> type) {
    Constructor<?> constructor = CONSTRUCTORS.computeIfAbsent(type, Assembly::constructor);
    Object[] arguments =
        Arrays.stream(constructor.getParameterTypes()).map(this::get).toArray(Object[]::new);
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException | InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException(type.getSimpleName() + " cannot be made", e);
    }
  }

  private static Constructor<?> constructor(Class<?> type) {
    List<Constructor<?>> injected =
        Arrays.stream(type.getConstructors())
            .filter(c -> c.isAnnotationPresent(Inject.class))
            .toList();
    if (injected.size() != 1) {
      throw new AssertionError("nobody gives " + type.getName());
    }
    return injected.get(0);
  }
}
