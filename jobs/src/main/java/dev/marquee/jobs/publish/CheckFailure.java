package dev.marquee.jobs.publish;

import java.util.Objects;

/**
 * A check that a staged snapshot did not pass.
 *
 * @param check the check's name, such as {@code unseen}
 * @param table the table at fault
 * @param count how many rows, users, movies or files are at fault
 * @param example one of them, and what was expected
 */
public record CheckFailure(String check, String table, long count, String example) {
  /** Refuses missing parts. */
  public CheckFailure {
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(example, "example");
  }

  @Override
  public String toString() {
    return "%s: %s (%d), such as %s".formatted(check, table, count, example);
  }
}
