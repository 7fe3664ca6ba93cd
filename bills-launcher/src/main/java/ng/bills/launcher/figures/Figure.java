package ng.bills.launcher.figures;

/** Something that is measured on the running system. Asserts nothing. */
interface Figure {

  /** Measures, and adds what it found. */
  void measure(Bench bench, Report report) throws Exception;
}
