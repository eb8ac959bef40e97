package dev.marquee.serving.guard;

import dev.marquee.data.UserError;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** When a protection is on. */
public enum Requirement {
  /** Where others than this machine can connect. */
  AUTO,
  /** On any address. */
  ALWAYS,
  /** On no address. */
  NEVER;

  /**
   * Whether the protection is on for a service that listens on a host.
   *
   * @throws UserError if the host has no address
   */
  boolean holdsOn(String host) {
    return this == ALWAYS || (this == AUTO && !isLoopback(host));
  }

  private static boolean isLoopback(String host) {
    if (host.isBlank()) {
      return false;
    }
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new UserError(
          "server.host is '%s', expected an address of this machine".formatted(host), e);
    }
  }
}
