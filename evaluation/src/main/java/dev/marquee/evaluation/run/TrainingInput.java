package dev.marquee.evaluation.run;

import dev.marquee.evaluation.split.CatalogueFiles;
import dev.marquee.evaluation.split.Split;
import org.apache.hadoop.fs.Path;

/** The training part of a split as an input folder of the nightly job. */
final class TrainingInput {
  private TrainingInput() {}

  /** Writes movies, tags and training ratings; returns the folder, which the split's name names. */
  static Path write(Split split, CatalogueFiles files, WorkFolder work) {
    Path input = work.resolve(split.name().replaceAll("[^A-Za-z0-9._-]", "_"));
    work.copy(files.movies(), new Path(input, "movies.csv" + ending(files.movies())));
    if (files.tags() != null) {
      work.copy(files.tags(), new Path(input, "tags.csv" + ending(files.tags())));
    }
    RatingsCsv.write(
        new Path(input, "ratings.csv"),
        split.trainUserIds(),
        split.train(),
        split.catalogue(),
        work.hadoop());
    return input;
  }

  private static String ending(String file) {
    return file.endsWith(".gz") ? ".gz" : "";
  }
}
