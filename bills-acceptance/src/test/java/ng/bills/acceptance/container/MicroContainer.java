package ng.bills.acceptance.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import ng.bills.acceptance.BillsSystem;
import ng.bills.launcher.StartFailedException;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * Payara Micro, run by the launcher. {@code start} brings database, broker and sandbox up, the
 * first {@code deploy} starts the server with the WAR, later ones find it running, and {@code
 * stop}, after the last test class, ends everything.
 *
 * <p>The stock adapter of Payara starts one server per test class, hides its process, and spins on
 * the output of a server that was killed (docs/adr/0015).
 */
public class MicroContainer implements DeployableContainer<MicroConfiguration> {
  private static final Duration READY_TIMEOUT = Duration.ofMinutes(4);

  @Override
  public Class<MicroConfiguration> getConfigurationClass() {
    return MicroConfiguration.class;
  }

  @Override
  public void setup(MicroConfiguration configuration) {
    // nothing to set up
  }

  @Override
  public void start() throws LifecycleException {
    try {
      BillsSystem.start();
    } catch (StartFailedException e) {
      throw new LifecycleException(e.getMessage(), e);
    }
  }

  @Override
  public void stop() {
    BillsSystem.stop();
  }

  @Override
  public ProtocolDescription getDefaultProtocol() {
    return new ProtocolDescription("Local"); // tests run outside of the server
  }

  @Override
  public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
    BillsSystem system = BillsSystem.get();
    sameAsBuilt(archive);
    try {
      system.ensureApplication(READY_TIMEOUT);
    } catch (StartFailedException e) {
      throw new DeploymentException(e.getMessage(), e);
    }
    return new ProtocolMetaData().addContext(new HTTPContext("127.0.0.1", system.httpPort()));
  }

  @Override
  public void undeploy(Archive<?> archive) {
    // the next test class finds the server running
  }

  /**
   * The server runs the file the build made; an archive changed by a test would silently not be
   * what is tested.
   */
  private static void sameAsBuilt(Archive<?> archive) throws DeploymentException {
    Path built = BillsSystem.war();
    try (InputStream stream = archive.as(ZipExporter.class).exportAsInputStream()) {
      byte[] exported = stream.readAllBytes();
      if (!Arrays.equals(entriesOf(exported), entriesOf(Files.readAllBytes(built)))) {
        throw new DeploymentException("Deploy the WAR as it was built: " + built);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the archive", e);
    }
  }

  private static String[] entriesOf(byte[] zip) throws IOException {
    try (java.util.zip.ZipInputStream stream =
        new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(zip))) {
      java.util.List<String> names = new java.util.ArrayList<>();
      for (java.util.zip.ZipEntry entry = stream.getNextEntry();
          entry != null;
          entry = stream.getNextEntry()) {
        if (!entry.isDirectory()) {
          names.add(entry.getName());
        }
      }
      return names.stream().sorted().toArray(String[]::new);
    }
  }
}
