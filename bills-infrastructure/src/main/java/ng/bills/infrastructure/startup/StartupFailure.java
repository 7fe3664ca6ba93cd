package ng.bills.infrastructure.startup;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The application cannot start; the message is one line for the operator that begins with {@value
 * #MARKER}.
 *
 * <p>Thrown while the server deploys, it makes the deployment fail. Payara Server stays up and
 * reports it to whoever deployed; Payara Micro would stay up without the application, so where
 * nothing else runs in the process, {@code BILLS_EXIT_ON_FAILURE=true} makes it end with {@value
 * #EXIT_CODE} instead (docs/adr/0013).
 */
public final class StartupFailure extends RuntimeException {
  /** How the line begins that the launcher and the deployment scripts look for. */
  public static final String MARKER = "Bills cannot start: ";

  /** Exit code of a server that was told to end: EX_CONFIG of sysexits.h. */
  public static final int EXIT_CODE = 78;

  private static final long serialVersionUID = 1L;

  private StartupFailure(String line, Throwable cause) {
    super(line, cause);
  }

  /**
   * Ends the process where it is asked to, otherwise returns the exception to throw.
   *
   * @param reason what is wrong, naming the setting by its environment name and never its value
   * @param cause what happened underneath, or null
   * @return the exception that makes the deployment fail
   */
  public static StartupFailure because(String reason, Throwable cause) {
    String line = MARKER + reason.lines().findFirst().orElse("no reason was given");
    if (ConfigProvider.getConfig()
        .getOptionalValue("bills.exit.on.failure", Boolean.class)
        .orElse(false)) {
      // the server's log is asynchronous and its shutdown hooks wait for this very deployment
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8)
          .println(line);
      Runtime.getRuntime().halt(EXIT_CODE);
    }
    return new StartupFailure(line, cause);
  }
}
