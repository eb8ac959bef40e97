package dev.marquee.serving.events;

/**
 * The event store did not do what it was asked for, and nothing of it is half done. The message
 * names the fault, never a user or a rating.
 */
public final class EventStoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EventStoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Thrown for every request while the store is down: without a cause and a stack trace. */
  EventStoreUnavailableException(String message) {
    super(message, null, false, false);
  }
}
