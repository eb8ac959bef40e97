package dev.marquee.jobs.pipeline;

import java.io.PrintStream;
import java.util.Locale;

/** Progress lines for the person who waits. Results go to standard output, progress beside it. */
public final class Console {
  private final PrintStream out;

  /** A console that prints to {@code out}. */
  public Console(PrintStream out) {
    this.out = out;
  }

  /** A console on standard error. */
  public static Console standard() {
    return new Console(System.err);
  }

  /** Prints one line, formatted as by {@link String#format}. */
  public void line(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }
}
