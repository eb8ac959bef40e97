package dev.marquee.data;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the event store lies: {@code jdbc:sqlite:PATH} or {@code
 * jdbc:postgresql://HOST[:PORT]/DATABASE[?OPTIONS]}. Its text leaves the options out.
 *
 * @param kind which database it is
 * @param jdbc the whole URL, for the driver; it holds no password
 */
public record EventStoreUrl(Kind kind, String jdbc) {
  /** The databases that can hold the event store. */
  public enum Kind {
    SQLITE("jdbc:sqlite:", "events/sqlite"),
    POSTGRESQL("jdbc:postgresql:", "events/postgresql");

    private final String prefix;
    private final String migrations;

    Kind(String prefix, String migrations) {
      this.prefix = prefix;
      this.migrations = migrations;
    }

    /** The folder of the migrations among the resources of this module. */
    public String migrations() {
      return migrations;
    }
  }

  private static final Pattern SQLITE = Pattern.compile("jdbc:sqlite:(?!file:|:)([^?\\x00]+)");
  private static final Pattern POSTGRESQL =
      Pattern.compile("jdbc:postgresql://[\\w.,:\\[\\]-]+/[^?/@]+(\\?.*)?");

  /**
   * Takes a URL apart.
   *
   * @throws UserError if it has another form, or holds a password, which would end up in logs
   */
  public static EventStoreUrl parse(String url) {
    for (Kind kind : Kind.values()) {
      if (url.startsWith(kind.prefix)) {
        Pattern form = kind == Kind.SQLITE ? SQLITE : POSTGRESQL;
        if (!form.matcher(url).matches()) {
          break;
        }
        if (kind == Kind.POSTGRESQL && url.toLowerCase(Locale.ROOT).contains("password=")) {
          throw new UserError(
              "event store URL %s holds a password; expected user and password as keys of their own"
                  .formatted(withoutCredentials(url)));
        }
        return new EventStoreUrl(kind, url);
      }
    }
    throw new UserError(
        ("event store URL '%s' is not understood; expected jdbc:sqlite:PATH"
                + " or jdbc:postgresql://HOST[:PORT]/DATABASE[?OPTIONS]")
            .formatted(withoutCredentials(url)));
  }

  /** The file of an SQLite store; empty for others. */
  public Optional<Path> sqliteFile() {
    Matcher matcher = SQLITE.matcher(jdbc);
    return matcher.matches() ? Optional.of(Path.of(matcher.group(1))) : Optional.empty();
  }

  @Override
  public String toString() {
    return withoutCredentials(jdbc);
  }

  private static String withoutCredentials(String url) {
    return url.replaceFirst("\\?.*", "").replaceFirst("//.*@", "//");
  }
}
