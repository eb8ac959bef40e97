package dev.marquee.serving.live;

import dev.marquee.data.UserError;
import java.util.concurrent.CompletionException;

/** What people are told, in one line, of faults and of what is missing. */
final class Reasons {
  private static final long MIB = 1 << 20;

  private Reasons() {}

  /** A fault. */
  static String of(Throwable fault) {
    Throwable cause =
        fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    if (cause instanceof UserError || cause instanceof Unreachable) {
      return cause.getMessage();
    }
    if (cause instanceof OutOfMemoryError) {
      return "the heap of %d MiB is too small for it beside what is there (%s), expected more (-Xmx)"
          .formatted(Runtime.getRuntime().maxMemory() / MIB, cause.getMessage());
    }
    return cause.toString();
  }

  /** No snapshot was published yet. */
  static String nothingPublished(String warehouse) {
    return "warehouse %s has no published snapshot yet; './spark-submit.sh nightly --warehouse %s' "
            .formatted(warehouse, warehouse)
        + "makes one";
  }

  /** The only one there is was refused. */
  static String onlyRefused(String warehouse, String id, String reason) {
    return "snapshot %s was refused: %s; './spark-submit.sh nightly --warehouse %s' makes another"
        .formatted(id, reason, warehouse);
  }

  /** The pointer vanished under a snapshot that is in force. */
  static String pointerVanished(String warehouse) {
    return warehouse + "/CURRENT is missing, expected the id of a snapshot";
  }
}
