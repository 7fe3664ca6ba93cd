package ng.bills.web.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import ng.bills.domain.partner.KeyId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefusalLogTest {

  private static final KeyId KEY = new KeyId(new UUID(1, 7));

  private final List<String> lines = new ArrayList<>();
  private final Logger logger = Logger.getLogger(RefusalLog.class.getName());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          lines.add(new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.setLevel(Level.INFO);
    logger.addHandler(handler);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(handler);
  }

  @Test
  void givenRefusal_whenNoted_thenWhoAndHowWithoutWhatWasSaid() {
    RefusalLog.note(ApiRequest.of("192.0.2.7", "bk_test_45011110000"), 403, Optional.of(KEY));
    RefusalLog.note(ApiRequest.of("192.0.2.7", "bk_test_45011110000"), 401, Optional.empty());

    assertThat(lines).hasSize(2).noneMatch(line -> line.contains("45011110000"));
    assertThat(lines.get(0))
        .contains("refused with 403")
        .contains("key " + KEY + " from 192.0.2.7");
    assertThat(lines.get(1)).contains("refused with 401").contains("no accepted key");
  }

  @Test
  void givenAnswer_whenItIsNoRefusal_thenNothingIsNoted() {
    RefusalLog.note(ApiRequest.of("192.0.2.7", null), 200, Optional.of(KEY));
    RefusalLog.note(ApiRequest.of("192.0.2.7", null), 500, Optional.of(KEY));

    assertThat(lines).isEmpty();
  }
}
