package dev.marquee.serving.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What an endpoint answers.
 *
 * @param status the HTTP status
 * @param contentType of the body
 * @param body an {@code byte[]} that is sent as it is, or a value that is sent as JSON; null for
 *     none
 * @param headers further headers
 */
public record Reply(int status, String contentType, Object body, Map<String, String> headers) {
  private static final String JSON = "application/json";

  /** Copies the headers. */
  public Reply {
    headers = Map.copyOf(headers);
  }

  /** A value as JSON. */
  public static Reply json(Object value) {
    return json(200, value);
  }

  /** A value as JSON, with a status. */
  public static Reply json(int status, Object value) {
    return new Reply(status, JSON, value, Map.of());
  }

  /** JSON that was written before. */
  public static Reply writtenJson(byte[] json) {
    return new Reply(200, JSON, json, Map.of());
  }

  /** Text of any type. */
  public static Reply text(String contentType, String text) {
    return new Reply(200, contentType, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** Nothing but the news that it was done. */
  public static Reply done() {
    return new Reply(204, JSON, null, Map.of());
  }

  /** The same with one more header. */
  public Reply with(String name, String value) {
    Map<String, String> more = new java.util.LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, contentType, body, more);
  }
}
