package dev.marquee.serving.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.BadMessageException;

/** Reads the bodies of requests into records and says what is wrong with those that do not fit. */
final class JsonBodies {
  private final int mostBytes;

  JsonBodies(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** The body as a value of the type; a record's constructor may throw {@link FieldException}. */
  <T> T read(Context context, Class<T> type) {
    String contentType = context.contentType();
    if (contentType != null && !contentType.startsWith("application/json")) {
      throw ProblemException.of(
          ProblemKind.UNSUPPORTED_MEDIA_TYPE,
          "Content-Type",
          "the body is '%s', expected application/json".formatted(contentType));
    }
    byte[] body = bytes(context);
    try {
      T value = Json.MAPPER.readValue(body, type);
      if (value == null) {
        throw problem("", "the body is null, expected an object");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw problem(e);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory could not be read", e);
    }
  }

  /** Reads no more than is allowed, whatever length the client says or does not say. */
  private byte[] bytes(Context context) {
    if (context.req().getContentLengthLong() > mostBytes) {
      throw tooLarge();
    }
    byte[] body;
    try {
      body = context.bodyInputStream().readNBytes(mostBytes + 1);
    } catch (IOException | BadMessageException e) {
      // What follows on the connection is the rest of this body, and no request.
      context.header("Connection", "close");
      throw e.getCause() instanceof TimeoutException
          ? ProblemException.of(ProblemKind.REQUEST_TIMEOUT, "the body did not arrive in time")
          : ProblemException.of(
              ProblemKind.BAD_REQUEST,
              "the body ended early, or is not encoded as its headers say");
    }
    if (body.length > mostBytes) {
      throw tooLarge();
    }
    return body;
  }

  private ProblemException tooLarge() {
    return ProblemException.of(
        ProblemKind.TOO_LARGE, "the body is larger than %,d bytes".formatted(mostBytes));
  }

  private static ProblemException problem(JsonProcessingException fault) {
    if (fault instanceof UnrecognizedPropertyException unknown) {
      List<String> known = unknown.getKnownPropertyIds().stream().map(String::valueOf).toList();
      String path = path(unknown.getPath());
      return problem(
          path,
          "unknown field '%s', %s"
              .formatted(path, NearestName.hint(unknown.getPropertyName(), known)));
    }
    if (fault instanceof ValueInstantiationException failed
        && failed.getCause() instanceof FieldException cause) {
      String path = path(failed.getPath());
      String field = path.isEmpty() ? cause.field() : path + "." + cause.field();
      return problem(field, "%s is not valid, expected %s".formatted(field, cause.expected()));
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

  private static ProblemException problem(String field, String detail) {
    return field.isEmpty()
        ? ProblemException.of(ProblemKind.INVALID_BODY, detail)
        : ProblemException.of(ProblemKind.INVALID_BODY, field, detail);
  }

  private static String nameOf(Class<?> type) {
    if (type.isEnum()) {
      return "one of " + List.of(type.getEnumConstants());
    }
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
