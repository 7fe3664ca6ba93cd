package ng.bills.acceptance.container;

import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** Nothing to configure: ports are free ones, paths come from the build. */
public class MicroConfiguration implements ContainerConfiguration {
  @Override
  public void validate() {
    // nothing to validate
  }
}
