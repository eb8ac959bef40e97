package dev.marquee.serving.guard;

import dev.marquee.serving.http.Endpoint;
import dev.marquee.serving.http.ProblemException;
import dev.marquee.serving.http.ProblemKind;
import dev.marquee.serving.http.Routes;
import dev.marquee.serving.http.Scope;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;

/** Refuses requests without a key that allows what they ask for. */
public final class KeyGate implements Routes.Gate {
  private static final String KEY = "marquee.key";
  private static final String SCHEME = "bearer ";

  private final RateLimits rates;

  KeyGate(RateLimits rates) {
    this.rates = rates;
  }

  /** The name of the key that a request came with; null if it came with none that is known. */
  public static String nameOf(Context context) {
    Key key = context.attribute(KEY);
    return key == null ? null : key.name();
  }

  /** Remembers whose key a request came with. */
  static void identify(Context context, Keys keys) {
    given(context).flatMap(keys::find).ifPresent(key -> context.attribute(KEY, key));
  }

  @Override
  public void pass(Context context, Endpoint endpoint) {
    if (endpoint.scope() == Scope.PUBLIC) {
      return;
    }
    Key key = context.attribute(KEY);
    if (key == null) {
      rates.chargeFailedAttempt(context);
      context.header("WWW-Authenticate", "Bearer");
      throw ProblemException.of(
          ProblemKind.UNAUTHORIZED,
          "Authorization",
          given(context).isEmpty()
              ? "there is no key, expected the header 'Authorization: Bearer KEY'"
              : "the key is not known");
    }
    if (!key.scope().includes(endpoint.scope())) {
      throw ProblemException.of(
          ProblemKind.FORBIDDEN,
          "the key '%s' has the scope %s, %s needs %s"
              .formatted(key.name(), name(key.scope()), endpoint.route(), name(endpoint.scope())));
    }
  }

  private static Optional<String> given(Context context) {
    String header = context.header("Authorization");
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.of(header.substring(SCHEME.length()).strip())
        : Optional.empty();
  }

  private static String name(Scope scope) {
    return scope.name().toLowerCase(Locale.ROOT);
  }
}
