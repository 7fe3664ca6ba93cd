package ng.bills.simulation.node;

/** Changes a node before it starts: how a mistake is planted, to see that it is found. */
public interface Planting {

  /** Nothing is changed. */
  Planting NONE = (assembly, database) -> {};

  void plant(Assembly assembly, ng.bills.application.memory.MemoryWorld database);
}
