package dev.marquee.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads and writes the JSON files of a snapshot: pretty printed, keys in a stable order. */
final class Json {
  /** Keys that a newer version added are skipped; keys that this version needs must be there. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private Json() {}

  /** The value as UTF-8 JSON with a newline at the end. */
  static byte[] write(Object value) {
    try {
      return (MAPPER.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value.getClass().getSimpleName() + " is no JSON", e);
    }
  }

  /**
   * Reads a value.
   *
   * @param source the file, for the message
   * @throws UserError if the text is no JSON or lacks what the type needs
   */
  static <T> T read(byte[] json, Class<T> type, Object source) {
    try {
      T value = MAPPER.readValue(json, type);
      if (value != null) {
        return value;
      }
    } catch (IOException e) {
      throw new UserError(
          "%s cannot be read: %s; expected the JSON of a %s as Marquee wrote it"
              .formatted(source, firstLine(e), type.getSimpleName()),
          e);
    }
    throw new UserError(
        "%s holds null, expected the JSON of a %s".formatted(source, type.getSimpleName()));
  }

  private static String firstLine(IOException fault) {
    String message =
        fault instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : fault.getMessage();
    return String.valueOf(message).lines().findFirst().orElse("no reason given");
  }
}
