package dev.marquee.serving.guard;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Headers on every answer that tell browsers what not to do with it. Nothing allows other origins,
 * so browsers refuse them. An endpoint that sets one of the headers itself has the last word.
 */
final class SecurityHeaders implements HttpConfiguration.Customizer {
  private static final String POLICY =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final List<HttpField> headers;

  /**
   * The headers.
   *
   * @param encrypted whether browsers shall use no plain HTTP for a year
   */
  SecurityHeaders(boolean encrypted) {
    headers = headers(encrypted);
  }

  @Override
  public void customize(Connector connector, HttpConfiguration configuration, Request request) {
    addTo(request.getResponse().getHttpFields());
  }

  /** Adds the headers to an answer that no endpoint makes. */
  void addTo(HttpFields.Mutable fields) {
    for (HttpField header : headers) {
      fields.put(header);
    }
  }

  private static List<HttpField> headers(boolean encrypted) {
    List<HttpField> headers = new ArrayList<>();
    headers.add(new PreEncodedHttpField("X-Content-Type-Options", "nosniff"));
    headers.add(new PreEncodedHttpField("Content-Security-Policy", POLICY));
    headers.add(new PreEncodedHttpField("Referrer-Policy", "no-referrer"));
    headers.add(new PreEncodedHttpField("X-Frame-Options", "DENY"));
    headers.add(new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"));
    headers.add(new PreEncodedHttpField("Cache-Control", "no-store"));
    if (encrypted) {
      headers.add(new PreEncodedHttpField("Strict-Transport-Security", "max-age=31536000"));
    }
    return List.copyOf(headers);
  }
}
