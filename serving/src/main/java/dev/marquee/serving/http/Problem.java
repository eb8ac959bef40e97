package dev.marquee.serving.http;

import java.util.Optional;

/**
 * A problem document (RFC 9457): what a client is told when a request was not answered.
 *
 * @param type what kind of problem, as a relative URI that stays the same
 * @param title the kind in words
 * @param status the HTTP status
 * @param detail what was wrong, where, and what was expected
 * @param field the parameter, or the path into the body, that was wrong
 * @param requestId the request, as the log names it
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    Optional<String> field,
    String requestId) {
  /** The content type of problem documents. */
  public static final String CONTENT_TYPE = "application/problem+json";
}
