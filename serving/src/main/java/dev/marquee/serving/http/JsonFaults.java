package dev.marquee.serving.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Says what is wrong with bodies that do not fit their records: the field and what it must be. */
final class JsonFaults {
  private JsonFaults() {}

  /** What the client is told of a body that could not be read into a record. */
  static ProblemException problem(JsonProcessingException fault, byte[] body) {
    if (fault instanceof UnrecognizedPropertyException unknown) {
      List<String> known = unknown.getKnownPropertyIds().stream().map(String::valueOf).toList();
      return unknown(path(unknown.getPath()), unknown.getPropertyName(), known);
    }
    if (fault instanceof ValueInstantiationException failed
        && failed.getCause() instanceof FieldException cause) {
      String path = path(failed.getPath());
      return misnamed(failed, body)
          .orElseGet(
              () -> {
                String field = within(path, cause.field());
                return problem(field, cause.complaint(field));
              });
    }
    if (fault instanceof MismatchedInputException mismatch) {
      String path = path(mismatch.getPath());
      String expected =
          mismatch.getTargetType() == null
              ? "JSON of the documented form"
              : nameOf(mismatch.getTargetType());
      return problem(
          path,
          path.isEmpty()
              ? "the body is empty or no JSON object, expected one"
              : "%s is not valid, expected %s".formatted(path, expected));
    }
    if (fault instanceof JsonMappingException mapping) {
      return problem(path(mapping.getPath()), "not valid: " + firstLine(mapping));
    }
    return problem(
        "",
        "no JSON: %s (line %d, column %d)"
            .formatted(
                firstLine(fault),
                fault.getLocation() == null ? 1 : fault.getLocation().getLineNr(),
                fault.getLocation() == null ? 1 : fault.getLocation().getColumnNr()));
  }

  /**
   * A field with a wrong name beside one that is missing. Records are made before what is left over
   * is looked at, so the missing one is found first, but the wrong name is what the client wrote.
   */
  private static Optional<ProblemException> misnamed(
      ValueInstantiationException failed, byte[] body) {
    if (!(failed.getCause() instanceof MissingFieldException)) {
      return Optional.empty();
    }
    List<String> known =
        Arrays.stream(failed.getType().getRawClass().getRecordComponents())
            .map(RecordComponent::getName)
            .toList();
    Iterator<String> names = object(body, failed.getPath()).fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (!known.contains(name)) {
        return Optional.of(unknown(within(path(failed.getPath()), name), name, known));
      }
    }
    return Optional.empty();
  }

  private static JsonNode object(byte[] body, List<JsonMappingException.Reference> path) {
    try {
      JsonNode node = Json.MAPPER.readTree(body);
      for (JsonMappingException.Reference step : path) {
        node =
            step.getFieldName() == null
                ? node.path(step.getIndex())
                : node.path(step.getFieldName());
      }
      return node;
    } catch (IOException e) {
      // It ends behind the object that was read already.
      return MissingNode.getInstance();
    }
  }

  private static ProblemException unknown(String path, String name, List<String> known) {
    return problem(path, "unknown field '%s', %s".formatted(path, NearestName.hint(name, known)));
  }

  private static String within(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  private static ProblemException problem(String field, String detail) {
    return field.isEmpty()
        ? ProblemException.of(ProblemKind.INVALID_BODY, detail)
        : ProblemException.of(ProblemKind.INVALID_BODY, field, detail);
  }

  private static String nameOf(Class<?> type) {
    if (Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != boolean.class)) {
      return type == Double.class || type == double.class ? "a number" : "a whole number";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (java.util.Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return type == String.class ? "text" : "an object";
  }

  private static String path(List<JsonMappingException.Reference> references) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : references) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.length() == 0 ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.length() <= 200 ? path.toString() : path.substring(0, 200) + "...";
  }

  private static String firstLine(JsonProcessingException fault) {
    String line = fault.getOriginalMessage().lines().findFirst().orElse("");
    return line.length() <= 200 ? line : line.substring(0, 200) + "...";
  }
}
