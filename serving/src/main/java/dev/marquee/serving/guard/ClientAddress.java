package dev.marquee.serving.guard;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.regex.Pattern;

/**
 * Where a request comes from. Every proxy adds the address that it was asked from at the end of
 * {@code X-Forwarded-For}; what stands before the entries of the service's own proxies anybody may
 * have written.
 */
final class ClientAddress {
  private static final String HEADER = "X-Forwarded-For";

  /** Never a name, which would have to be looked up. */
  private static final Pattern NUMERIC = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]{2,45}");

  private ClientAddress() {}

  /**
   * The numeric address of a request's client.
   *
   * @param proxies how many of the service's own a request passes; 0 where clients connect
   *     themselves
   * @return the address of who connected where the header has too few entries or no address
   */
  static String of(Context context, int proxies) {
    if (proxies > 0) {
      String forwarded = String.join(",", Collections.list(context.req().getHeaders(HEADER)));
      String[] entries = forwarded.split(",", -1);
      if (entries.length >= proxies) {
        String entry = entries[entries.length - proxies].strip();
        if (NUMERIC.matcher(entry).matches()) {
          return entry;
        }
      }
    }
    return context.ip();
  }
}
