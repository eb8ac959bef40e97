package dev.marquee.serving.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.BadMessageException;

/** Reads the bodies of requests into records. */
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
        throw ProblemException.of(ProblemKind.INVALID_BODY, "the body is null, expected an object");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw JsonFaults.problem(e, body);
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
}
