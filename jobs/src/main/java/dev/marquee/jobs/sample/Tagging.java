package dev.marquee.jobs.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lets the audience label the films. The tag at position p of a film's n tags is given by {@code 1
 * + Poisson(4 x fame / 100 x (n - p) / n)} of the people who rated the film, so that central tags
 * of well-known films are given most often. Who gives it is drawn without replacement in proportion
 * to the viewers' zeal (Efraimidis and Spirakis 2006: the smallest {@code exponential / zeal}), 10
 * to 600 seconds after the rating.
 */
final class Tagging {
  private static final double LARGEST_MEAN = 4;

  private Tagging() {}

  /** A tag that a user gave to a film, by index. */
  record TagGiven(int user, int film, String tag, long timestamp) {}

  /**
   * All tags, sorted by user, film and then time.
   *
   * @param viewers the users, by index
   * @param histories what each of them rated
   */
  static List<TagGiven> give(
      Catalogue catalogue,
      List<Viewer> viewers,
      List<ViewingSimulation.History> histories,
      RandomStream random) {
    List<List<Rater>> audiences = audiences(catalogue.size(), histories);
    List<TagGiven> given = new ArrayList<>();
    for (int film = 0; film < catalogue.size(); film++) {
      List<String> tags = catalogue.tags().get(film);
      for (int position = 0; position < tags.size(); position++) {
        double centrality = (double) (tags.size() - position) / tags.size();
        double mean = LARGEST_MEAN * catalogue.fame()[film] / 100 * centrality;
        int count = 1 + random.poisson(mean);
        for (Rater rater : draw(audiences.get(film), viewers, count, random)) {
          long timestamp = rater.timestamp() + 10 + random.index(591);
          given.add(new TagGiven(rater.user(), film, tags.get(position), timestamp));
        }
      }
    }
    given.sort(
        Comparator.comparingInt(TagGiven::user)
            .thenComparingInt(TagGiven::film)
            .thenComparingLong(TagGiven::timestamp)
            .thenComparing(TagGiven::tag));
    return given;
  }

  /** Who rated a film, by index, and when. */
  private record Rater(int user, long timestamp) {}

  /** For each film its raters. */
  private static List<List<Rater>> audiences(int films, List<ViewingSimulation.History> histories) {
    List<List<Rater>> audiences = new ArrayList<>();
    for (int film = 0; film < films; film++) {
      audiences.add(new ArrayList<>());
    }
    for (int user = 0; user < histories.size(); user++) {
      ViewingSimulation.History history = histories.get(user);
      for (int i = 0; i < history.films().length; i++) {
        audiences.get(history.films()[i]).add(new Rater(user, history.timestamps()[i]));
      }
    }
    return audiences;
  }

  private static List<Rater> draw(
      List<Rater> audience, List<Viewer> viewers, int count, RandomStream random) {
    record Waiting(Rater rater, double time) {}
    return audience.stream()
        .map(rater -> new Waiting(rater, waitingTime(viewers.get(rater.user()), random)))
        .sorted(Comparator.comparingDouble(Waiting::time))
        .limit(count)
        .map(Waiting::rater)
        .toList();
  }

  private static double waitingTime(Viewer viewer, RandomStream random) {
    return random.exponential() / viewer.taggingZeal();
  }
}
