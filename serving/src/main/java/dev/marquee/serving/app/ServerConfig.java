package dev.marquee.serving.app;

import dev.marquee.data.config.Check;

/**
 * How the service listens.
 *
 * @param host address to listen on
 * @param port to listen on; 0 takes a free one
 * @param mostBodyBytes largest body of a request
 * @param threads that answer requests
 * @param drainSeconds that requests under way may take to end when the service stops
 */
public record ServerConfig(
    String host, int port, int mostBodyBytes, int threads, int drainSeconds) {

  /** Refuses what is out of range. */
  public ServerConfig {
    Check.between("port", port, 0, 65_535);
    Check.atLeast("mostBodyBytes", mostBodyBytes, 1024);
    Check.atLeast("threads", threads, 8);
    Check.atLeast("drainSeconds", drainSeconds, 0);
  }
}
