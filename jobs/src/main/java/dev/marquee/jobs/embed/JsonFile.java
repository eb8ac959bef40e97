package dev.marquee.jobs.embed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One object of a model's JSON files, read key by key. Absent keys and {@code null} are the same;
 * faults are {@link IllegalArgumentException}s that name the file.
 */
final class JsonFile {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String name;
  private final JsonNode object;

  private JsonFile(String name, JsonNode object) {
    this.name = name;
    this.object = object;
  }

  /** Reads a file; one that is not there has no keys. */
  static JsonFile read(String name, Path file) throws IOException {
    if (!Files.exists(file)) {
      return new JsonFile(name, MAPPER.createObjectNode());
    }
    try {
      JsonNode read = MAPPER.readTree(file.toFile());
      if (read == null || !read.isObject()) {
        throw new IllegalArgumentException(name + " holds no JSON object");
      }
      return new JsonFile(name, read);
    } catch (JsonProcessingException e) {
      String message = e.getOriginalMessage().lines().findFirst().orElse("");
      // Without where the parser thinks that the text came from.
      String reason = message.replaceAll(" \\(start marker.*", "");
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new IllegalArgumentException(
          "%s line %d is no JSON: %s".formatted(name, line, reason), e);
    }
  }

  /** The object under a key, empty where there is none. */
  JsonFile child(String key) {
    JsonNode child = object.path(key);
    return new JsonFile(name, child.isObject() ? child : MAPPER.createObjectNode());
  }

  /** The value under a key, of whatever kind. */
  JsonNode node(String key) {
    return object.path(key);
  }

  /** The keys, in the order of the file. */
  Iterator<String> names() {
    return object.fieldNames();
  }

  /** A boolean. */
  Optional<Boolean> flag(String key) {
    return value(key)
        .map(
            node -> {
              if (!node.isBoolean()) {
                throw wrong(key, node, "true or false");
              }
              return node.booleanValue();
            });
  }

  /** A string. */
  Optional<String> text(String key) {
    return value(key)
        .map(
            node -> {
              if (!node.isTextual()) {
                throw wrong(key, node, "text");
              }
              return node.textValue();
            });
  }

  /** A number of 1 or more; exporters write 1e30 for "no limit". */
  OptionalInt size(String key) {
    Optional<JsonNode> node = value(key);
    if (node.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!node.get().isNumber() || node.get().doubleValue() < 1) {
      throw wrong(key, node.get(), "a number of 1 or more");
    }
    return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, node.get().doubleValue()));
  }

  private Optional<JsonNode> value(String key) {
    JsonNode node = object.path(key);
    return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
  }

  private IllegalArgumentException wrong(String key, JsonNode node, String expected) {
    return new IllegalArgumentException(
        "%s has %s = %s, expected %s".formatted(name, key, node, expected));
  }
}
