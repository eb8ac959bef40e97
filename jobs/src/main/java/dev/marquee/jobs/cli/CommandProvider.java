package dev.marquee.jobs.cli;

import java.util.List;

/**
 * Adds commands to the batch jobs' command line. Modules that build on the jobs name theirs as a
 * service ({@link java.util.ServiceLoader}); they are there whenever the module is on the class
 * path.
 */
public interface CommandProvider {
  /** Annotated picocli commands, new ones at every call. */
  List<Object> commands();
}
