package dev.marquee.jobs.sample;

import dev.marquee.data.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Writes the demo data: the hand-written catalogue as {@code movies.csv}, and the ratings and tags
 * of a simulated audience as {@code ratings.csv} and {@code tags.csv}, with a {@code README.md}
 * that says so. The same options give the same bytes on every machine. How the audience behaves is
 * written down in {@link Viewer}, {@link ViewingSimulation} and {@link Tagging}.
 */
public final class SampleData {
  private static final int LISTED_FILMS = 10;

  private SampleData() {}

  /**
   * What to simulate.
   *
   * @param users number of simulated users
   * @param seed every draw follows from it
   * @param fewestRatings ratings of the least active user
   * @param mostRatings ratings of the most active user, at most {@link #LARGEST_RANGE}
   */
  public record Options(int users, long seed, int fewestRatings, int mostRatings) {
    /** The most films that one user may rate: less than half of the catalogue. */
    public static final int LARGEST_RANGE = 300;

    /** 600 users with 20 to 300 ratings, seed 42: the committed sample. */
    public static final Options DEFAULTS = new Options(600, 42, 20, LARGEST_RANGE);

    /** Refuses an empty audience and an empty or too wide range of ratings. */
    public Options {
      if (users < 1) {
        throw new UserError("sample-data: users is " + users + ", expected at least 1");
      }
      if (fewestRatings < 1 || fewestRatings > mostRatings || mostRatings > LARGEST_RANGE) {
        throw new UserError(
            "sample-data: ratings per user are %d to %d, expected a range within 1 to %d"
                .formatted(fewestRatings, mostRatings, LARGEST_RANGE));
      }
    }
  }

  /**
   * A film and how many people rated it.
   *
   * @param title title with its year
   * @param ratings number of ratings
   */
  public record FilmCount(String title, int ratings) {}

  /**
   * What was written.
   *
   * @param directory where
   * @param films rows of {@code movies.csv}
   * @param users users in {@code ratings.csv}
   * @param ratings rows of {@code ratings.csv}
   * @param tags rows of {@code tags.csv}
   * @param density ratings / (users x films), 0 to 1
   * @param meanRating in stars
   * @param topDecileShare share of the ratings in the most rated tenth of the films, 0 to 1
   * @param mostRated the ten most rated films
   */
  public record Report(
      Path directory,
      int films,
      int users,
      int ratings,
      int tags,
      double density,
      double meanRating,
      double topDecileShare,
      List<FilmCount> mostRated) {

    /** The report as lines for a person. */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      text.append("sample data in ").append(directory).append('\n');
      text.append(
          String.format(
              Locale.ROOT,
              "%d films, %d users, %d ratings, %d tags\n"
                  + "density %.1f %%, mean rating %.2f, top 10 %% of films hold %.1f %% of ratings\n"
                  + "most rated:\n",
              films,
              users,
              ratings,
              tags,
              100 * density,
              meanRating,
              100 * topDecileShare));
      for (FilmCount film : mostRated) {
        text.append(String.format(Locale.ROOT, "%6d  %s\n", film.ratings(), film.title()));
      }
      return text.toString();
    }
  }

  /**
   * Writes {@code movies.csv}, {@code ratings.csv}, {@code tags.csv} and {@code README.md},
   * replacing what is there.
   *
   * @param directory created if missing
   * @throws UserError if the directory cannot be written
   */
  public static Report write(Path directory, Options options) {
    Catalogue catalogue = Catalogue.load();
    // Separate streams, so that a change in one part leaves the draws of the others as they were.
    RandomStream root = RandomStream.of(options.seed());
    RandomStream traits = root.split();
    RandomStream audience = root.split();
    RandomStream labels = root.split();
    FilmSpace space = new FilmSpace(catalogue, traits);
    ViewingSimulation simulation = new ViewingSimulation(catalogue, space);
    List<Viewer> viewers = new ArrayList<>();
    List<ViewingSimulation.History> histories = new ArrayList<>();
    for (int user = 0; user < options.users(); user++) {
      RandomStream own = audience.split();
      Viewer viewer = Viewer.draw(space, own, options.fewestRatings(), options.mostRatings());
      viewers.add(viewer);
      histories.add(simulation.simulate(viewer, own));
    }
    List<Tagging.TagGiven> tags = Tagging.give(catalogue, viewers, histories, labels);
    Report report = report(directory, catalogue, histories, tags.size());
    try {
      Files.createDirectories(directory);
      SampleFiles files = new SampleFiles(directory);
      files.movies(catalogue);
      files.ratings(catalogue, histories);
      files.tags(catalogue, tags);
      files.readme(options, report);
    } catch (IOException e) {
      throw new UserError(
          "sample-data: cannot write to " + directory + ", expected a writable folder", e);
    }
    return report;
  }

  private static Report report(
      Path directory, Catalogue catalogue, List<ViewingSimulation.History> histories, int tags) {
    int[] counts = new int[catalogue.size()];
    int ratings = 0;
    long halfStars = 0;
    for (ViewingSimulation.History history : histories) {
      for (int i = 0; i < history.films().length; i++) {
        counts[history.films()[i]]++;
        halfStars += history.halfStars()[i];
      }
      ratings += history.films().length;
    }
    List<FilmCount> byCount =
        IntStream.range(0, counts.length)
            .mapToObj(film -> new FilmCount(catalogue.titles()[film], counts[film]))
            .sorted(Comparator.comparingInt(FilmCount::ratings).reversed())
            .toList();
    int inTopDecile = byCount.stream().limit(counts.length / 10).mapToInt(FilmCount::ratings).sum();
    return new Report(
        directory,
        catalogue.size(),
        histories.size(),
        ratings,
        tags,
        (double) ratings / histories.size() / catalogue.size(),
        halfStars / 2.0 / ratings,
        (double) inTopDecile / ratings,
        byCount.subList(0, LISTED_FILMS));
  }
}
