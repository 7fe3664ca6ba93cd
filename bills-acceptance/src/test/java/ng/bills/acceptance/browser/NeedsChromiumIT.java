package ng.bills.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NeedsChromiumIT {

  @Test
  void givenNoChromium_whenOnABuildServer_thenItFailsAndSaysHowToInstallIt() {
    assertThatThrownBy(() -> NeedsChromium.judge(false, true))
        .hasMessageContaining("apt-get install chromium chromium-driver");
  }

  @Test
  void givenNoChromium_whenElsewhere_thenItIsSkippedAndSaysHowToInstallIt() {
    var judged = NeedsChromium.judge(false, false);
    assertThat(judged.isDisabled()).isTrue();
    assertThat(judged.getReason().orElseThrow()).contains("apt-get install");
  }
}
