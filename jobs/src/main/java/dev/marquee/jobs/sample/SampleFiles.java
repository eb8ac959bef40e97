package dev.marquee.jobs.sample;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Writes the sample's files in MovieLens's CSV form: UTF-8, LF line ends, ids from 1. */
final class SampleFiles {
  private final Path directory;

  SampleFiles(Path directory) {
    this.directory = directory;
  }

  void movies(Catalogue catalogue) throws IOException {
    try (Writer out = open("movies.csv")) {
      out.write(CsvText.line("movieId", "title", "genres", "overview"));
      for (int film = 0; film < catalogue.size(); film++) {
        out.write(
            CsvText.line(
                catalogue.movieIds()[film],
                catalogue.titles()[film],
                String.join("|", catalogue.genres().get(film)),
                catalogue.overviews()[film]));
      }
    }
  }

  /** Sorted by user and movie, like MovieLens's own file. */
  void ratings(Catalogue catalogue, List<ViewingSimulation.History> histories) throws IOException {
    try (Writer out = open("ratings.csv")) {
      out.write(CsvText.line("userId", "movieId", "rating", "timestamp"));
      for (int user = 0; user < histories.size(); user++) {
        ViewingSimulation.History history = histories.get(user);
        int[] films = history.films();
        int[] order =
            IntStream.range(0, films.length)
                .boxed()
                .sorted((a, b) -> Integer.compare(films[a], films[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i : order) {
          out.write(
              CsvText.line(
                  user + 1,
                  catalogue.movieIds()[films[i]],
                  history.halfStars()[i] / 2.0,
                  history.timestamps()[i]));
        }
      }
    }
  }

  void tags(Catalogue catalogue, List<Tagging.TagGiven> given) throws IOException {
    try (Writer out = open("tags.csv")) {
      out.write(CsvText.line("userId", "movieId", "tag", "timestamp"));
      for (Tagging.TagGiven tag : given) {
        out.write(
            CsvText.line(
                tag.user() + 1, catalogue.movieIds()[tag.film()], tag.tag(), tag.timestamp()));
      }
    }
  }

  void readme(SampleData.Options options, SampleData.Report report) throws IOException {
    String text =
        """
        # Sample data

        A demo catalogue with a simulated audience, in MovieLens's CSV form.

        | file | rows | what |
        |---|---|---|
        | `movies.csv` | %d | real films; the one-sentence descriptions were written for this project |
        | `ratings.csv` | %d | **simulated**: no real person gave any of these ratings |
        | `tags.csv` | %d | tags written for this project, given to the films by the simulated users |

        %d simulated users, seed %d, %d to %d ratings each; %.1f %% of all user and film pairs are
        rated, %.2f stars on average, and the most rated tenth of the films holds %.0f %% of the
        ratings.

        The files are written by

            ./spark-submit.sh sample-data

        and are the same byte for byte for the same seed. The formulas of the simulation (taste
        profiles over genres and tags, fame, eras, sessions, noise) stand in the Javadoc of the package
        `dev.marquee.jobs.sample`. They make good examples and tests; figures measured on them say how
        well a model finds the simulation's own structure, not how well it serves people.
        """
            .formatted(
                report.films(),
                report.ratings(),
                report.tags(),
                report.users(),
                options.seed(),
                options.fewestRatings(),
                options.mostRatings(),
                100 * report.density(),
                report.meanRating(),
                100 * report.topDecileShare());
    try (Writer out = open("README.md")) {
      out.write(text);
    }
  }

  private Writer open(String name) throws IOException {
    return Files.newBufferedWriter(directory.resolve(name), StandardCharsets.UTF_8);
  }
}
