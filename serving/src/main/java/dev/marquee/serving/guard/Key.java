package dev.marquee.serving.guard;

import dev.marquee.serving.http.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key that is known by its hash only. Keys are random and long, so one round of SHA-256 is
 * enough.
 *
 * @param name that logs show; two keys of one name are one client that changes its key
 * @param scope what it allows
 * @param hash SHA-256 of the key, in hexadecimal
 */
record Key(String name, Scope scope, String hash) {
  private static final Pattern LINE =
      Pattern.compile("([A-Za-z0-9._-]{1,64})\\s+(read|write|admin)\\s+sha256:([0-9a-fA-F]{64})");

  /** The key of a line {@code name scope sha256:HEX}; empty if it is none. */
  static Optional<Key> parse(String line) {
    Matcher parts = LINE.matcher(line.strip());
    return parts.matches()
        ? Optional.of(
            new Key(
                parts.group(1),
                Scope.valueOf(parts.group(2).toUpperCase(Locale.ROOT)),
                parts.group(3).toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  /** The hash of a key in hexadecimal. */
  static String hashOf(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java knows SHA-256", e);
    }
  }

  /** The line of the keys file. */
  String line() {
    return "%s %s sha256:%s".formatted(name, scope.name().toLowerCase(Locale.ROOT), hash);
  }

  /** Whether a hash is this key's, in a time that does not tell how much of it is. */
  boolean hasHash(String other) {
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }
}
