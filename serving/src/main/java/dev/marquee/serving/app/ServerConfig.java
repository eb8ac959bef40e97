package dev.marquee.serving.app;

import dev.marquee.data.config.Check;

/**
 * How the service listens.
 *
 * @param host address to listen on
 * @param port to listen on; 0 takes a free one
 * @param mostBodyBytes largest body of a request
 */
public record ServerConfig(String host, int port, int mostBodyBytes) {

  /** Refuses what is out of range. */
  public ServerConfig {
    Check.between("port", port, 0, 65_535);
    Check.atLeast("mostBodyBytes", mostBodyBytes, 1024);
  }
}
