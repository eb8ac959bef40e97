package dev.marquee.evaluation.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.marquee.data.UserError;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;

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
                  .addSerializer(double.class, new Rounded())
                  .addDeserializer(double.class, new NullIsNoValue()))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private MetricsJson() {}

  /** The results as UTF-8 text that ends in a newline. */
  public static String text(EvaluationResults results) {
    return json(results);
  }

  /** Any record in this form. */
  static String json(Object results) {
    try {
      return MAPPER.writeValueAsString(results) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the results are no JSON", e);
    }
  }

  /**
   * Reads a record of this form.
   *
   * @throws UserError if the file cannot be read or holds none
   */
  static <T> T read(Path file, Class<T> type) {
    try {
      return MAPPER.readValue(file.toFile(), type);
    } catch (IOException e) {
      String reason =
          e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
      throw new UserError("%s cannot be read: %s".formatted(file, reason), e);
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

  /**
   * Writes the file without the seconds of training and ranking, so that equal figures make equal
   * files.
   *
   * @throws UserError if it cannot be written
   */
  public static void writeWithoutTimes(Path file, EvaluationResults results) {
    try {
      JsonNode tree = MAPPER.readTree(text(results));
      for (JsonNode model : tree.get("models")) {
        ((ObjectNode) model).remove(List.of("trainSeconds", "rankSeconds"));
      }
      ReportFiles.write(file, MAPPER.writeValueAsString(tree) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the results are no JSON", e);
    }
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

  private static final class NullIsNoValue extends StdDeserializer<Double> {
    private static final long serialVersionUID = 1L;

    NullIsNoValue() {
      super(double.class);
    }

    @Override
    public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return json.getDoubleValue();
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }
}
