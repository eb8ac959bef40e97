package dev.marquee.serving.guard;

import dev.marquee.data.config.Check;

/**
 * What connections and requests may use.
 *
 * @param threads that answer requests
 * @param waiting requests that may wait for a thread; further ones are answered 503 at once
 * @param most connections at a time; further ones wait in the operating system's queue
 * @param backlog length of that queue
 * @param idleSeconds after which a connection is closed on which nothing happens
 * @param requestSeconds that a request may take to arrive, its body included
 * @param mostHeaderBytes largest request line with headers
 * @param drainSeconds that requests under way may take to end when the service stops
 */
public record ConnectionConfig(
    int threads,
    int waiting,
    int most,
    int backlog,
    int idleSeconds,
    int requestSeconds,
    int mostHeaderBytes,
    int drainSeconds) {

  /** Refuses what is out of range. */
  public ConnectionConfig {
    Check.between("threads", threads, 8, 10_000);
    Check.atLeast("waiting", waiting, 1);
    Check.atLeast("most", most, 1);
    Check.atLeast("backlog", backlog, 1);
    Check.between("idleSeconds", idleSeconds, 1, 86_400);
    Check.between("requestSeconds", requestSeconds, 1, 86_400);
    Check.between("mostHeaderBytes", mostHeaderBytes, 1024, 1 << 20);
    Check.between("drainSeconds", drainSeconds, 0, 86_400);
  }
}
