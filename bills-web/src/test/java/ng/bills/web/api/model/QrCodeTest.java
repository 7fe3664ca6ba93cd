package ng.bills.web.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrCodeTest {

  private static final int QUIET_ZONE = 4;

  @Test
  void givenPaymentLink_whenDrawn_thenAScannerReadsIt() throws Exception {
    String link =
        "web+stellar:pay?destination=GD6G2NT7CQHPIYHA52KZHWB6ONNWTSGZOOLTRLRASENM2VWSF6CHYFRX"
            + "&amount=5030.0000000&asset_code=cNGN&memo=BILL-0123456789ABCDEFG&memo_type=MEMO_TEXT"
            + "&msg=Bill%20payment";

    String svg = QrCode.svg(link);

    Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"").matcher(svg);
    assertThat(box.find()).isTrue();
    int size = Integer.parseInt(box.group(1)) - 2 * QUIET_ZONE;
    BitMatrix modules = new BitMatrix(size);
    Matcher square = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(svg);
    while (square.find()) {
      modules.set(
          Integer.parseInt(square.group(1)) - QUIET_ZONE,
          Integer.parseInt(square.group(2)) - QUIET_ZONE);
    }
    assertThat(new Decoder().decode(modules).getText()).isEqualTo(link);
    assertThat(svg).doesNotContain("script").doesNotContain("href");
  }
}
