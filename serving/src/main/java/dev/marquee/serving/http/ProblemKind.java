package dev.marquee.serving.http;

import dev.marquee.data.Names;

/** The kinds of problems that clients are told of. */
public enum ProblemKind {
  /** A parameter is unknown, missing or wrong. */
  INVALID_PARAMETER(400, "A parameter is not valid"),
  /** The body is no JSON, or not of the form that is expected. */
  INVALID_BODY(400, "The body is not valid"),
  /** The request itself cannot be understood. */
  BAD_REQUEST(400, "The request cannot be understood"),
  /** No key, or one that nobody has. */
  UNAUTHORIZED(401, "A valid key is needed"),
  /** A key that may not do this. */
  FORBIDDEN(403, "The key may not do this"),
  /** There is no such route, movie, user or session. */
  NOT_FOUND(404, "Not found"),
  /** The route knows other methods. */
  METHOD_NOT_ALLOWED(405, "The route does not know the method"),
  /** What is stored is newer than what was sent. */
  CONFLICT(409, "A later change stands"),
  /** The client took too long to send its request. */
  REQUEST_TIMEOUT(408, "The request took too long to arrive"),
  /** The body is larger than allowed. */
  TOO_LARGE(413, "The body is too large"),
  /** The path with its parameters is longer than allowed. */
  URI_TOO_LONG(414, "The address of the request is too long"),
  /** The body is not JSON by its own word. */
  UNSUPPORTED_MEDIA_TYPE(415, "The body's type is not understood"),
  /** More requests than the limit allows. */
  TOO_MANY_REQUESTS(429, "Too many requests"),
  /** The headers are larger than allowed. */
  HEADERS_TOO_LARGE(431, "The headers are too large"),
  /** A fault of the service. */
  INTERNAL(500, "The service failed"),
  /** No snapshot yet. */
  NOT_READY(503, "There is no snapshot to answer from yet"),
  /** Ratings cannot be stored or read now. */
  EVENT_STORE_DOWN(503, "The event store is down"),
  /** The service is stopping, or has more to do than it can. */
  OVERLOADED(503, "The service cannot take the request now");

  private final int status;
  private final String title;

  ProblemKind(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The kind in words. */
  public String title() {
    return title;
  }

  /** The kind as a relative URI. */
  public String type() {
    return "/problems/" + Names.of(this);
  }
}
