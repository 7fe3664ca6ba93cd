package ng.bills.infrastructure.setting;

import java.util.List;

/** Settings are missing or malformed. The message is one line, which names all of them. */
public final class FaultySettingsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  public FaultySettingsException(List<String> faults) {
    super(String.join("; ", faults));
    this.faults = List.copyOf(faults);
  }

  /** One sentence for each, which begins with the setting's environment name. */
  public List<String> faults() {
    return faults;
  }
}
