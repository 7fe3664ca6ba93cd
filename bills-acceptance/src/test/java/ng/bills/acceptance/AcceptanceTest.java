package ng.bills.acceptance;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What an acceptance test extends: the real WAR, deployed by Arquillian in Payara Micro, tested
 * from outside. All classes share one server, so each test uses accounts and references of its own.
 */
@ExtendWith(ArquillianExtension.class)
public abstract class AcceptanceTest {
  /**
   * @return the WAR as it was built
   */
  @Deployment(testable = false)
  public static WebArchive bills() {
    return ShrinkWrap.create(ZipImporter.class, "bills.war")
        .importFrom(BillsSystem.war().toFile())
        .as(WebArchive.class);
  }

  /**
   * @return the system under test
   */
  protected static BillsSystem system() {
    return BillsSystem.get();
  }
}
