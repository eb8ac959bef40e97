package dev.marquee.evaluation.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.marquee.data.UserError;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;

/**
 * {@code metrics.json}: the results as they are, fields named as in the records. Numbers are
 * rounded to six decimals; a figure without a value is null.
 */
public final class MetricsJson {
  private static final int DECIMALS = 6;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(Double.class, new Rounded())
                  .addSerializer(double.class, new Rounded()))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private MetricsJson() {}

  /** The results as UTF-8 text that ends in a newline. */
  public static String text(EvaluationResults results) {
    try {
      return MAPPER.writeValueAsString(results) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the results are no JSON", e);
    }
  }

  /**
   * Writes the file.
   *
   * @throws UserError if it cannot be written
   */
  public static void write(Path file, EvaluationResults results) {
    ReportFiles.write(file, text(results));
  }

  private static final class Rounded extends StdSerializer<Double> {
    private static final long serialVersionUID = 1L;

    Rounded() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (!Double.isFinite(value)) {
        json.writeNull();
        return;
      }
      BigDecimal rounded =
          BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros();
      json.writeNumber(rounded.signum() == 0 ? "0" : rounded.toPlainString());
    }
  }
}
