package dev.marquee.serving.http;

/** What a key allows; each includes the ones before it. */
public enum Scope {
  /** Needs no key: health and documentation. */
  PUBLIC,
  /** Asking. */
  READ,
  /** Rating, sending events, erasing a user. */
  WRITE,
  /** Operating the service. */
  ADMIN;

  /** Whether a key with this scope may do what needs the other one. */
  public boolean includes(Scope needed) {
    return compareTo(needed) >= 0;
  }
}
