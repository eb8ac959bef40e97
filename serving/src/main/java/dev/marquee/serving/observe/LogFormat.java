package dev.marquee.serving.observe;

import dev.marquee.data.UserError;
import java.util.List;
import java.util.Map;

/** The form of log lines, which {@code logback.xml} takes from the environment. */
public final class LogFormat {
  private static final String VARIABLE = "MARQUEE_LOG_FORMAT";
  private static final List<String> FORMATS = List.of("text", "json");

  private LogFormat() {}

  /**
   * Refuses a form that does not exist; without this, nothing would be logged.
   *
   * @throws UserError naming those that do
   */
  public static void check(Map<String, String> environment) {
    String format = environment.getOrDefault(VARIABLE, FORMATS.get(0));
    if (!FORMATS.contains(format)) {
      throw new UserError(
          "environment variable %s is '%s', expected one of %s"
              .formatted(VARIABLE, format, String.join(", ", FORMATS)));
    }
  }
}
