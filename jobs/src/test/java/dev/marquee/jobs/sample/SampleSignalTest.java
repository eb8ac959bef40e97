package dev.marquee.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated audience has tastes that a recommender can find. */
class SampleSignalTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final int TOP = 10;

  @TempDir static Path directory;
  private static Collection<List<WrittenSample.Rating>> users;

  @BeforeAll
  static void write() throws IOException {
    SampleData.write(directory, SampleData.Options.DEFAULTS);
    users = WrittenSample.byUser(WrittenSample.ratings(directory)).values();
  }

  /**
   * The genre that a user's first half holds most above its share of all ratings is rated above the
   * user's mean in the second half.
   */
  @Test
  void whatPeopleWatchMoreTheyRateHigher() {
    Map<String, Double> shares = new HashMap<>();
    double total = 0;
    for (List<WrittenSample.Rating> own : users) {
      for (WrittenSample.Rating rating : own) {
        genres(rating).forEach(genre -> shares.merge(genre, 1.0, Double::sum));
        total++;
      }
    }
    double sum = 0;
    int counted = 0;
    for (List<WrittenSample.Rating> own : users) {
      int half = own.size() / 2;
      Map<String, Double> lift = new HashMap<>();
      own.subList(0, half).forEach(r -> genres(r).forEach(g -> lift.merge(g, 1.0, Double::sum)));
      for (String genre : List.copyOf(lift.keySet())) {
        lift.put(genre, lift.get(genre) - half * shares.get(genre) / total);
      }
      String favourite =
          lift.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
      List<WrittenSample.Rating> later = own.subList(half, own.size());
      double mean = later.stream().mapToDouble(r -> r.stars()).average().orElseThrow();
      var liked =
          later.stream().filter(r -> genres(r).contains(favourite)).mapToDouble(r -> r.stars());
      double favourites = liked.average().orElse(mean);
      sum += favourites - mean;
      counted += favourites > mean ? 1 : 0;
    }
    assertThat(sum / users.size()).as("stars above the own mean").isGreaterThan(0.06);
    assertThat((double) counted / users.size()).isGreaterThan(0.6);
  }

  /**
   * With each user's latest fifth held out, cosine neighbours of the rated films rank it clearly
   * better than counting does, and counting is neither useless nor enough.
   */
  @Test
  void neighboursBeatPopularity() {
    int films = CATALOGUE.size();
    double[][] together = new double[films][films];
    for (List<WrittenSample.Rating> own : users) {
      int[] train = films(own.subList(0, trainSize(own)));
      for (int a : train) {
        for (int b : train) {
          together[a][b]++;
        }
      }
    }
    double byCount = 0;
    double byNeighbours = 0;
    for (List<WrittenSample.Rating> own : users) {
      int[] train = films(own.subList(0, trainSize(own)));
      int[] test = films(own.subList(trainSize(own), own.size()));
      double[] counts = new double[films];
      double[] cosines = new double[films];
      for (int film = 0; film < films; film++) {
        counts[film] = together[film][film];
      }
      for (int seen : train) {
        for (int film = 0; film < films; film++) {
          double product = together[film][film] * together[seen][seen];
          // Co-occurrence beyond chance, so that famous films do not win by fame alone.
          double chance = product / users.size();
          cosines[film] +=
              product == 0 ? 0 : (together[seen][film] - 0.5 * chance) / Math.sqrt(product);
        }
      }
      byCount += ndcg(counts, train, test);
      byNeighbours += ndcg(cosines, train, test);
    }
    byCount /= users.size();
    byNeighbours /= users.size();

    assertThat(byCount).as("nDCG@10 by count").isBetween(0.08, 0.18);
    assertThat(byNeighbours).as("nDCG@10 by neighbours").isGreaterThan(1.3 * byCount);
  }

  private static int trainSize(List<WrittenSample.Rating> own) {
    return own.size() - Math.max(1, (int) Math.round(own.size() * 0.2));
  }

  private static int[] films(List<WrittenSample.Rating> ratings) {
    return ratings.stream().mapToInt(SampleSignalTest::film).toArray();
  }

  private static int film(WrittenSample.Rating rating) {
    return Arrays.binarySearch(CATALOGUE.movieIds(), (int) rating.movie());
  }

  private static List<String> genres(WrittenSample.Rating rating) {
    return CATALOGUE.genres().get(film(rating));
  }

  /** nDCG@10 with binary gains; the ideal list is as long as the test set, at most ten. */
  private static double ndcg(double[] scores, int[] train, int[] test) {
    double[] left = scores.clone();
    for (int film : train) {
      left[film] = Double.NEGATIVE_INFINITY;
    }
    double gain = 0;
    double ideal = 0;
    for (int rank = 0; rank < TOP; rank++) {
      int best = 0;
      for (int film = 1; film < left.length; film++) {
        best = left[film] > left[best] ? film : best;
      }
      left[best] = Double.NEGATIVE_INFINITY;
      int found = best;
      double discount = Math.log(2) / Math.log(rank + 2);
      gain += Arrays.stream(test).anyMatch(film -> film == found) ? discount : 0;
      ideal += rank < test.length ? discount : 0;
    }
    return gain / ideal;
  }
}
