package dev.marquee.serving.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.function.Supplier;

/** The store did not answer, or not to the end: worth trying again. */
final class Unreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unreachable(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Does something that only asks the store.
   *
   * @throws Unreachable if that failed for input and output; a file that is missing or holds the
   *     wrong text is the snapshot's fault, not the store's
   */
  static <T> T orResult(String warehouse, Supplier<T> question) {
    try {
      return question.get();
    } catch (RuntimeException e) {
      if (isTransient(e)) {
        throw new Unreachable(
            "warehouse %s cannot be read: %s".formatted(warehouse, innermost(e)), e);
      }
      throw e;
    }
  }

  private static boolean isTransient(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return !(cause instanceof FileNotFoundException)
            && !(cause instanceof NoSuchFileException)
            && !(cause instanceof JsonProcessingException);
      }
    }
    return false;
  }

  private static Throwable innermost(Throwable fault) {
    Throwable cause = fault;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
