package dev.marquee.jobs.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a written sample back from its files. */
final class WrittenSample {
  private WrittenSample() {}

  /** One row of {@code ratings.csv}. */
  record Rating(long user, long movie, double stars, long timestamp) {}

  /** All rows of a file but the header. */
  static List<List<String>> rows(Path directory, String file) throws IOException {
    List<List<String>> records = CsvText.parse(Files.readString(directory.resolve(file)));
    return records.subList(1, records.size());
  }

  static List<Rating> ratings(Path directory) throws IOException {
    return rows(directory, "ratings.csv").stream()
        .map(
            row ->
                new Rating(
                    Long.parseLong(row.get(0)),
                    Long.parseLong(row.get(1)),
                    Double.parseDouble(row.get(2)),
                    Long.parseLong(row.get(3))))
        .toList();
  }

  /** Every user's ratings, oldest first. */
  static Map<Long, List<Rating>> byUser(List<Rating> ratings) {
    Map<Long, List<Rating>> byUser = new TreeMap<>();
    ratings.forEach(r -> byUser.computeIfAbsent(r.user(), user -> new ArrayList<>()).add(r));
    byUser.values().forEach(own -> own.sort(Comparator.comparingLong(Rating::timestamp)));
    return byUser;
  }
}
