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
  private static final String NAME = "marquee.key-name";
  private static final String SCHEME = "bearer ";

  private final Keys keys;
  private final RateGate rates;

  KeyGate(Keys keys, RateGate rates) {
    this.keys = keys;
    this.rates = rates;
  }

  /** The name of the key that a request came with; null if it came with none that is known. */
  public static String nameOf(Context context) {
    return context.attribute(NAME);
  }

  @Override
  public void pass(Context context, Endpoint endpoint) {
    Optional<String> given = given(context);
    Optional<Key> key = given.flatMap(keys::find);
    key.ifPresent(known -> context.attribute(NAME, known.name()));
    if (endpoint.scope() == Scope.PUBLIC) {
      return;
    }
    if (key.isEmpty()) {
      rates.chargeFailedAttempt(context);
      context.header("WWW-Authenticate", "Bearer");
      throw ProblemException.of(
          ProblemKind.UNAUTHORIZED,
          "Authorization",
          given.isEmpty()
              ? "there is no key, expected the header 'Authorization: Bearer KEY'"
              : "the key is not known");
    }
    if (!key.get().scope().includes(endpoint.scope())) {
      throw ProblemException.of(
          ProblemKind.FORBIDDEN,
          "the key '%s' has the scope %s, %s needs %s"
              .formatted(
                  key.get().name(),
                  name(key.get().scope()),
                  endpoint.route(),
                  name(endpoint.scope())));
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
