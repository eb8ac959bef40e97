package dev.marquee.jobs.pipeline;

import dev.marquee.data.Table;
import java.util.List;

/**
 * One step of the nightly pipeline. A stage reads tables of the staged snapshot, writes tables of
 * the staged snapshot and keeps nothing else, so that it can be re-run alone.
 */
public interface Stage {
  /** The subcommand's name, in lower case with hyphens. */
  String name();

  /** The tables that it reads from the staged snapshot. */
  List<Table> reads();

  /** The tables that it replaces in the staged snapshot. */
  List<Table> writes();

  /**
   * Fails fast, before any stage starts, on what can be known without running: missing files, a
   * broken encoder. The default checks nothing.
   *
   * @throws dev.marquee.data.UserError with one line that says what to mend
   */
  default void check(StageContext context) {}

  /**
   * Does the work.
   *
   * @throws dev.marquee.data.UserError for faults that the user can mend
   */
  void run(StageContext context);
}
