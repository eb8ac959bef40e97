package dev.marquee.evaluation.report;

import dev.marquee.data.UserError;
import dev.marquee.evaluation.ranking.RankedLists;
import dev.marquee.evaluation.split.Split;
import java.nio.file.Path;

/**
 * {@code recommendations.csv}: {@code userId,rank,movieId,score}, users ascending, ranks from 1.
 */
public final class RecommendationsCsv {
  private RecommendationsCsv() {}

  /**
   * Writes the first places of every evaluated user's list.
   *
   * @param length most places a user
   * @throws UserError if the file cannot be written
   */
  public static void write(Path file, Split split, RankedLists lists, int length) {
    StringBuilder text = new StringBuilder("userId,rank,movieId,score\n");
    for (int user = 0; user < split.users(); user++) {
      for (int place = 0; place < Math.min(length, lists.length(user)); place++) {
        text.append(split.userIds()[user])
            .append(',')
            .append(place + 1)
            .append(',')
            .append(split.catalogue().movie(lists.movie(user, place)).movieId())
            .append(',')
            .append(lists.score(user, place))
            .append('\n');
      }
    }
    ReportFiles.write(file, text.toString());
  }
}
