package dev.marquee.serving.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTextTest {

  @Test
  void textsAreReadBackAsTheyWere() throws Exception {
    String all = "plain \"quoted\" back\\slash \n\t\u0000\u001f é Ā 映画 \uD83C\uDFAC end";

    assertThat(Json.MAPPER.readValue(new JsonText(1).string(all).toBytes(), String.class))
        .isEqualTo(all);
    assertThat(text(new JsonText(1).string("half \uD83C pair"))).isEqualTo("\"half ? pair\"");
    assertThat(text(new JsonText(1).string(""))).isEqualTo("\"\"");
  }

  @Test
  void numbersAreWrittenAsJavaWritesThem() {
    for (long value : new long[] {0, 7, -7, 10, 99, 100, -12_345, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThat(text(new JsonText(1).number(value))).isEqualTo(Long.toString(value));
    }
  }

  @Test
  void figuresHaveFourDecimalsAtMost() {
    assertThat(text(new JsonText(1).rounded(0))).isEqualTo("0.0");
    assertThat(text(new JsonText(1).rounded(-0.00001))).isEqualTo("0.0");
    assertThat(text(new JsonText(1).rounded(0.00012))).isEqualTo("0.0001");
    assertThat(text(new JsonText(1).rounded(-3.25))).isEqualTo("-3.25");
    assertThat(text(new JsonText(1).rounded(1.99996))).isEqualTo("2.0");
    assertThat(text(new JsonText(1).rounded(10.0405))).isEqualTo("10.0405");
    assertThat(text(new JsonText(1).rounded(1e300))).isEqualTo("1.0E300");
    assertThatThrownBy(() -> new JsonText(1).rounded(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      double value = 20 * random.nextGaussian();
      assertThat(Double.parseDouble(text(new JsonText(1).rounded(value))))
          .isEqualTo(Math.rint(value * 1e4) / 1e4 + 0.0);
    }
  }

  @Test
  void piecesFollowEachOther() {
    JsonText all = new JsonText(1).json("{\"a\":").json("xx[1]xx".getBytes(UTF_8), 2, 5);

    assertThat(text(all.json("}".getBytes(UTF_8)))).isEqualTo("{\"a\":[1]}");
    assertThat(all.size()).isEqualTo(9);
    assertThat(new String(all.toBytesWith("[2]".getBytes(UTF_8)), UTF_8))
        .isEqualTo("{\"a\":[1]}[2]");
  }

  private static String text(JsonText json) {
    return new String(json.toBytes(), UTF_8);
  }
}
