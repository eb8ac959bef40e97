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
  private static final String PAGES = "/docs";

  /** Scripts and styles of this origin only; the small images of the styles are written inline. */
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String ANSWER_POLICY =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final List<HttpField> ofAnswers;
  private final List<HttpField> ofPages;

  /**
   * The headers.
   *
   * @param encrypted whether browsers shall use no plain HTTP for a year
   */
  SecurityHeaders(boolean encrypted) {
    ofAnswers = headers(ANSWER_POLICY, encrypted);
    ofPages = headers(PAGE_POLICY, encrypted);
  }

  @Override
  public void customize(Connector connector, HttpConfiguration configuration, Request request) {
    String path = request.getRequestURI();
    boolean isPage =
        path != null
            && path.startsWith(PAGES)
            && (path.length() == PAGES.length() || path.charAt(PAGES.length()) == '/');
    addTo(request.getResponse().getHttpFields(), isPage ? ofPages : ofAnswers);
  }

  /** Adds the headers to an answer that no endpoint makes. */
  void addTo(HttpFields.Mutable fields) {
    addTo(fields, ofAnswers);
  }

  private static void addTo(HttpFields.Mutable fields, List<HttpField> headers) {
    for (HttpField header : headers) {
      fields.put(header);
    }
  }

  private static List<HttpField> headers(String policy, boolean encrypted) {
    List<HttpField> headers = new ArrayList<>();
    headers.add(new PreEncodedHttpField("X-Content-Type-Options", "nosniff"));
    headers.add(new PreEncodedHttpField("Content-Security-Policy", policy));
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
