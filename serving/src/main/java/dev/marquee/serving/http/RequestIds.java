package dev.marquee.serving.http;

import io.javalin.http.Context;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Ids of requests: the client's own where it sends a sensible one, else a random one. */
public final class RequestIds {
  /** Header that brings and returns the id. */
  public static final String HEADER = "X-Request-Id";

  /** How logs name the id. */
  public static final String LOG_KEY = "requestId";

  private static final String ATTRIBUTE = "marquee.request-id";
  private static final Pattern SENSIBLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestIds() {}

  /** The id of a request; the answer carries it as a header. */
  public static String of(Context context) {
    String id = context.attribute(ATTRIBUTE);
    if (id == null) {
      id = choose(context.header(HEADER));
      context.attribute(ATTRIBUTE, id);
      context.header(HEADER, id);
    }
    return id;
  }

  /** The id of a request whose client sent one, or null for none. */
  public static String choose(String given) {
    return given != null && SENSIBLE.matcher(given).matches()
        ? given
        : Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
  }
}
