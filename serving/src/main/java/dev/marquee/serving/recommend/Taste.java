package dev.marquee.serving.recommend;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a list for a user of the snapshot is made from, as far as it depends on nothing but the
 * snapshot. It is the same whatever a request asks for, so that who has it need not compute it. A
 * {@link Recommender} makes and reads it; others only keep it, about 12 kB each.
 *
 * @param history the user's ratings
 * @param contentScale of the user's content scores
 * @param collaborativeScale of the user's collaborative scores
 * @param contents content scores that are known
 * @param logits NCF scores that are known
 * @param candidates what the sources propose where the request leaves out nothing
 * @param likes of each movie that was in a list, the liked movie that it is most like; filled as
 *     lists are made, always with the same values
 */
public record Taste(
    History history,
    Scale contentScale,
    Scale collaborativeScale,
    MovieScores.Known contents,
    MovieScores.Known logits,
    int[] candidates,
    Map<Integer, Optional<Reason.BecauseYouRated>> likes) {
  private static final int MOST_LIKES = 200;

  Taste(
      History history,
      Scale contentScale,
      Scale collaborativeScale,
      MovieScores.Known contents,
      MovieScores.Known logits,
      int[] candidates) {
    this(
        history,
        contentScale,
        collaborativeScale,
        contents,
        logits,
        candidates,
        new ConcurrentHashMap<>());
  }

  /** Remembers the liked movie that a movie of a list is most like. */
  void like(int movie, Optional<Reason.BecauseYouRated> liked) {
    if (likes.size() < MOST_LIKES) {
      likes.put(movie, liked);
    }
  }
}
