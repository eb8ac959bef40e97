package dev.marquee.evaluation.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A small split of the committed sample: the first users, each one's latest fifth held out; of the
 * last of them the rest is given at request time and not trained on.
 *
 * @param folder with train.csv, test.csv and foldin.csv
 * @param movies the catalogue
 * @param tags its tags
 */
record SampleSplit(Path folder, Path movies, Path tags) {
  static final int USERS = 120;
  static final int NEW_USERS = 20;

  private static final Path SAMPLE =
      Path.of(System.getProperty("marquee.root")).resolve("data/sample");
  private static final String HEADER = "userId,movieId,rating,timestamp";

  static SampleSplit write(Path folder) throws IOException {
    Map<Long, List<String>> ratings =
        Files.readAllLines(SAMPLE.resolve("ratings.csv")).stream()
            .skip(1)
            .collect(
                Collectors.groupingBy(
                    line -> Long.parseLong(line.split(",")[0]),
                    TreeMap::new,
                    Collectors.toCollection(ArrayList::new)));
    List<String> train = new ArrayList<>(List.of(HEADER));
    List<String> test = new ArrayList<>(List.of(HEADER));
    List<String> foldIn = new ArrayList<>(List.of(HEADER));
    int user = 0;
    for (List<String> lines : ratings.values()) {
      if (user == USERS) {
        break;
      }
      lines.sort(Comparator.comparingLong(line -> Long.parseLong(line.split(",")[3])));
      int kept = lines.size() - lines.size() / 5;
      (user < USERS - NEW_USERS ? train : foldIn).addAll(lines.subList(0, kept));
      test.addAll(lines.subList(kept, lines.size()));
      user++;
    }
    Files.createDirectories(folder);
    Files.write(folder.resolve("train.csv"), train);
    Files.write(folder.resolve("test.csv"), test);
    Files.write(folder.resolve("foldin.csv"), foldIn);
    return new SampleSplit(folder, SAMPLE.resolve("movies.csv"), SAMPLE.resolve("tags.csv"));
  }

  /** The ids of the movies of each user in one of the files. */
  Map<Long, List<Long>> moviesOfUsers(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file)).stream()
        .skip(1)
        .map(line -> line.split(","))
        .collect(
            Collectors.groupingBy(
                fields -> Long.parseLong(fields[0]),
                TreeMap::new,
                Collectors.mapping(fields -> Long.parseLong(fields[1]), Collectors.toList())));
  }
}
