package ng.bills.web.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Writes the OpenAPI document as the Postman collection that is served beside it; fails when the
 * file says something else.
 */
class PostmanCollectionTest {

  private static final String WRITE = "bills.docs.write";
  private static final String COMMAND =
      "./mvnw -pl bills-web -am test -Dtest=PostmanCollectionTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -D"
          + WRITE
          + "=true";

  private static final Path FILE =
      Path.of("src", "main", "resources", "ng/bills/web/api/docs")
          .resolve("bills.postman_collection.json")
          .toAbsolutePath();

  @Test
  void givenTheServedDocument_whenWrittenAsCollection_thenTheFileSaysTheSame() throws IOException {
    String collection = PostmanCollection.of(ApiDocument.served());
    if (Boolean.getBoolean(WRITE)) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, collection);
    }

    assertThat(FILE).as("missing; write it with: %s", COMMAND).exists();
    assertThat(Files.readString(FILE).equals(collection))
        .as("bills.postman_collection.json is stale; write it again with: %s", COMMAND)
        .isTrue();
  }
}
