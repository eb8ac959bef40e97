package dev.marquee.serving.api;

import dev.marquee.serving.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A rating that is stored, or taken back.
 *
 * @param requestId the request
 * @param userId the user
 * @param rating as it is stored; absent where it was taken back
 * @param list what the user may like now, where the request asks for it
 */
public record RatedAnswer(
    String requestId,
    long userId,
    Optional<RatingAnswer> rating,
    Optional<RecommendationAnswer> list) {
  private static final byte[] LIST = ",\"list\":".getBytes(StandardCharsets.UTF_8);

  /** The answer as JSON, with a list that is JSON already. */
  static byte[] withList(
      String requestId, long userId, Optional<RatingAnswer> rating, byte[] list) {
    byte[] head = Json.write(new RatedAnswer(requestId, userId, rating, Optional.empty()));
    byte[] whole = new byte[head.length + LIST.length + list.length];
    System.arraycopy(head, 0, whole, 0, head.length - 1);
    System.arraycopy(LIST, 0, whole, head.length - 1, LIST.length);
    System.arraycopy(list, 0, whole, head.length - 1 + LIST.length, list.length);
    whole[whole.length - 1] = '}';
    return whole;
  }
}
