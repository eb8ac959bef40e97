package dev.marquee.evaluation.report;

import dev.marquee.evaluation.protocol.HistoryBucket;
import dev.marquee.evaluation.split.InputNote;
import dev.marquee.evaluation.split.Split;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the figures were measured on.
 *
 * @param split its name
 * @param movies movies of the catalogue
 * @param candidates movies that compete for places
 * @param trainUsers users that models were trained on
 * @param trainRatings ratings that models were trained on
 * @param users evaluated users
 * @param newUsers evaluated users that no model was trained on
 * @param testRatings held-out ratings
 * @param coldTestRatings held-out ratings of movies without any training rating
 * @param usersWithoutLiked users left out of the {@code liked} figures: nothing held out of theirs
 *     has 4 stars
 * @param usersByHistory evaluated users by number of known ratings
 * @param notes what was left out of the input
 */
public record DataSummary(
    String split,
    int movies,
    int candidates,
    int trainUsers,
    int trainRatings,
    int users,
    int newUsers,
    int testRatings,
    int coldTestRatings,
    int usersWithoutLiked,
    Map<String, Integer> usersByHistory,
    List<InputNote> notes) {

  /** The summary of a split of which these movie rows compete. */
  static DataSummary of(Split split, boolean[] candidates, int usersWithoutLiked) {
    int candidateCount = 0;
    for (boolean candidate : candidates) {
      candidateCount += candidate ? 1 : 0;
    }
    Map<String, Integer> byHistory = new LinkedHashMap<>();
    for (HistoryBucket bucket : HistoryBucket.values()) {
      byHistory.put(bucket.word(), 0);
    }
    int newUsers = 0;
    for (int user = 0; user < split.users(); user++) {
      byHistory.merge(HistoryBucket.of(split.histories().count(user)).word(), 1, Integer::sum);
      newUsers += split.trainRows()[user] < 0 ? 1 : 0;
    }
    int[] trainCounts = split.train().movieCounts();
    int cold = 0;
    for (int entry = 0; entry < split.test().size(); entry++) {
      cold += trainCounts[split.test().movie(entry)] == 0 ? 1 : 0;
    }
    return new DataSummary(
        split.name(),
        split.movies(),
        candidateCount,
        split.train().users(),
        split.train().size(),
        split.users(),
        newUsers,
        split.test().size(),
        cold,
        usersWithoutLiked,
        byHistory,
        split.notes());
  }
}
