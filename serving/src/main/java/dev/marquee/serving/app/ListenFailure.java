package dev.marquee.serving.app;

import dev.marquee.data.UserError;
import java.net.BindException;
import java.net.SocketException;

/** Says why the service cannot listen. */
final class ListenFailure {
  private ListenFailure() {}

  /** A message for the operator where the address is to blame, else the fault itself. */
  static RuntimeException of(ServerConfig server, RuntimeException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException || cause instanceof SocketException) {
        return new UserError(
            "cannot listen on %s, port %d: %s; choose another with --port or server.host"
                .formatted(server.host(), server.port(), cause.getMessage()),
            fault);
      }
      if (cause.getClass().getSimpleName().equals("JavalinBindException")) {
        return new UserError(
            "cannot listen on %s, port %d: it is in use or not allowed; choose another with --port"
                .formatted(server.host(), server.port()),
            fault);
      }
    }
    return fault;
  }
}
