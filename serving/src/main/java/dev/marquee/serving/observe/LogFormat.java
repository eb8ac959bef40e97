package dev.marquee.serving.observe;

import dev.marquee.data.Names;
import dev.marquee.data.UserError;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The form of log lines, which the environment names. */
public enum LogFormat {
  /** For people; the default. */
  TEXT,
  /** One object per line. */
  JSON;

  private static final String VARIABLE = "MARQUEE_LOG_FORMAT";

  /** The form that an environment names, if there is such a form. */
  static Optional<LogFormat> of(Map<String, String> environment) {
    String name = environment.getOrDefault(VARIABLE, Names.of(TEXT));
    return Arrays.stream(values()).filter(format -> Names.of(format).equals(name)).findFirst();
  }

  /**
   * Refuses a form that does not exist.
   *
   * @throws UserError naming those that do
   */
  public static void check(Map<String, String> environment) {
    if (of(environment).isEmpty()) {
      throw new UserError(
          "environment variable %s is '%s', expected one of %s"
              .formatted(
                  VARIABLE,
                  environment.get(VARIABLE),
                  Arrays.stream(values()).map(Names::of).collect(Collectors.joining(", "))));
    }
  }
}
