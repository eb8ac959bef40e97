package dev.marquee.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.data.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDataTest {
  private static final List<String> FILES =
      List.of("movies.csv", "ratings.csv", "tags.csv", "README.md");
  private static final SampleData.Options SMALL = new SampleData.Options(30, 7, 20, 60);

  @TempDir static Path directory;
  private static SampleData.Report report;
  private static Map<Long, List<WrittenSample.Rating>> byUser;
  private static List<WrittenSample.Rating> ratings;

  @BeforeAll
  static void writeDefaults() throws IOException {
    report = SampleData.write(directory, SampleData.Options.DEFAULTS);
    ratings = WrittenSample.ratings(directory);
    byUser = WrittenSample.byUser(ratings);
  }

  @Test
  void committedSampleIsWhatTheJobWrites() throws IOException {
    Path committed = Path.of(System.getProperty("marquee.root"), "data", "sample");
    for (String file : FILES) {
      assertThat(Files.mismatch(directory.resolve(file), committed.resolve(file)))
          .as("first differing byte of data/sample/%s; run sample-data and commit", file)
          .isEqualTo(-1);
    }
  }

  @Test
  void sameSeedSameBytesOtherSeedOtherRatings(
      @TempDir Path first, @TempDir Path second, @TempDir Path other) throws IOException {
    SampleData.write(first, SMALL);
    SampleData.write(second, SMALL);
    SampleData.write(other, new SampleData.Options(30, 8, 20, 60));

    for (String file : FILES) {
      assertThat(Files.mismatch(first.resolve(file), second.resolve(file))).isEqualTo(-1);
    }
    assertThat(Files.mismatch(first.resolve("ratings.csv"), other.resolve("ratings.csv")))
        .isNotEqualTo(-1);
  }

  @Test
  void countsAreThoseOfADemo() throws IOException {
    assertThat(WrittenSample.rows(directory, "movies.csv")).hasSizeGreaterThanOrEqualTo(600);
    assertThat(ratings).hasSizeBetween(40_000, 60_000);
    assertThat(byUser).hasSize(600);
    assertThat(byUser.values()).allMatch(own -> own.size() >= 20 && own.size() <= 300);
    long bytes = 0;
    for (String file : FILES) {
      bytes += Files.size(directory.resolve(file));
    }
    assertThat(bytes).isLessThan(3_000_000);
  }

  @Test
  void ratingsAreHalfStarsAndNoFilmIsRatedTwiceByOneUser() {
    assertThat(ratings).allMatch(r -> r.stars() >= 0.5 && r.stars() <= 5 && r.stars() * 2 % 1 == 0);
    byUser.forEach(
        (user, own) ->
            assertThat(own.stream().map(WrittenSample.Rating::movie))
                .as("films of user %d", user)
                .doesNotHaveDuplicates());
  }

  @Test
  void nobodyRatesBeforeTheReleaseOrAfterTheEnd() throws IOException {
    Map<Long, Integer> years = new TreeMap<>();
    Catalogue catalogue = Catalogue.load();
    for (int film = 0; film < catalogue.size(); film++) {
      years.put((long) catalogue.movieIds()[film], catalogue.years()[film]);
    }
    long earliest = ViewingSimulation.END - (long) (ViewingSimulation.YEARS * 365.25 * 86_400);
    assertThat(ratings)
        .allMatch(r -> r.timestamp() >= earliest && r.timestamp() <= ViewingSimulation.END)
        .allMatch(r -> r.timestamp() >= ViewingSimulation.availableFrom(years.get(r.movie())));
  }

  @Test
  void ratingsComeInSessionsWithMinutesBetween() {
    int sessions = 0;
    int quick = 0;
    int steps = 0;
    for (List<WrittenSample.Rating> own : byUser.values()) {
      sessions++;
      for (int i = 1; i < own.size(); i++) {
        long gap = own.get(i).timestamp() - own.get(i - 1).timestamp();
        assertThat(gap).isPositive();
        steps++;
        sessions += gap > 3600 ? 1 : 0;
        quick += gap < 600 ? 1 : 0;
      }
    }
    assertThat((double) quick / steps).isBetween(0.8, 0.97);
    assertThat((double) ratings.size() / sessions).isBetween(8.0, 20.0);
  }

  @Test
  void popularityIsSkewed() {
    Map<Long, Integer> counts = new TreeMap<>();
    ratings.forEach(r -> counts.merge(r.movie(), 1, Integer::sum));
    List<Integer> sorted = new ArrayList<>(counts.values());
    sorted.sort(Comparator.reverseOrder());
    double top =
        sorted.stream().limit(report.films() / 10).mapToInt(Integer::intValue).sum()
            / (double) ratings.size();

    assertThat(counts).as("every film is rated").hasSize(report.films());
    assertThat(top).isBetween(0.25, 0.6).isCloseTo(report.topDecileShare(), within(1e-9));
  }

  @Test
  void everyTagOfTheCatalogueIsGivenByRatersAndCentralOnesMoreOften() throws IOException {
    Catalogue catalogue = Catalogue.load();
    Set<List<Long>> rated = new HashSet<>();
    ratings.forEach(r -> rated.add(List.of(r.user(), r.movie())));
    Map<String, Integer> counts = new TreeMap<>();
    for (List<String> row : WrittenSample.rows(directory, "tags.csv")) {
      assertThat(rated.contains(List.of(Long.valueOf(row.get(0)), Long.valueOf(row.get(1)))))
          .as("user %s rated film %s", row.get(0), row.get(1))
          .isTrue();
      counts.merge(row.get(1) + " " + row.get(2), 1, Integer::sum);
    }
    int first = 0;
    int last = 0;
    for (int film = 0; film < catalogue.size(); film++) {
      List<String> tags = catalogue.tags().get(film);
      String prefix = catalogue.movieIds()[film] + " ";
      assertThat(tags).allSatisfy(tag -> assertThat(counts).containsKey(prefix + tag));
      first += counts.get(prefix + tags.get(0));
      last += counts.get(prefix + tags.get(tags.size() - 1));
    }
    assertThat(first).isGreaterThan(2 * last);
  }

  @Test
  void reportSaysWhatWasWritten() throws IOException {
    assertThat(report.ratings()).isEqualTo(ratings.size());
    assertThat(report.tags()).isEqualTo(WrittenSample.rows(directory, "tags.csv").size());
    assertThat(report.meanRating())
        .isCloseTo(
            ratings.stream().mapToDouble(WrittenSample.Rating::stars).average().orElseThrow(),
            within(1e-9))
        .isBetween(3.3, 3.8);
    assertThat(report.mostRated()).hasSize(10);
    assertThat(report.toString()).contains("600 users", "density", "most rated");
  }

  @Test
  void refusesWhatCannotBeSimulated(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> new SampleData.Options(0, 1, 20, 60))
        .isInstanceOf(UserError.class)
        .hasMessage("sample-data: users is 0, expected at least 1");
    assertThatThrownBy(() -> new SampleData.Options(1, 1, 20, 19))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("20 to 19");
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    assertThatThrownBy(() -> SampleData.write(file, SMALL))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("cannot write to");
  }
}
