package dev.marquee.evaluation.split;

import dev.marquee.data.UserError;
import dev.marquee.jobs.config.IngestConfig;
import dev.marquee.jobs.ingest.CsvRows;
import java.io.IOException;
import java.util.Arrays;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Reads splits in MovieLens's CSV form.
 *
 * <p>Refused, with file and line, is what would make the figures wrong: a file without rows, a test
 * movie outside the movie file, a pair of user and movie in test and in train or fold-in, a pair in
 * train and fold-in, a test user without any history where there is no fold-in file, and more
 * malformed lines than the ingest takes. Left out and counted in the split's notes is the rest:
 * malformed lines, repeated pairs, training ratings and tags of unknown movies. A test user whom
 * neither fold-in nor train knows, where there is a fold-in file, is evaluated with an empty
 * history and counted.
 */
public final class SplitReader {
  private static final String TRAIN = "train.csv";
  private static final String TEST = "test.csv";
  private static final String FOLD_IN = "foldin.csv";

  private final Configuration hadoop;
  private final CsvRows reader;
  private final double maxRejectedShare;

  /** A reader with the ingest's rules for ratings and malformed lines. */
  public SplitReader(Configuration hadoop, IngestConfig rules) {
    this.hadoop = hadoop;
    this.reader = new CsvRows(hadoop, rules.minRating(), rules.maxRating());
    this.maxRejectedShare = rules.maxRejectedShare();
  }

  /**
   * Reads a folder with {@code train.csv}, {@code test.csv} and, where it is there, {@code
   * foldin.csv}.
   *
   * @param name of the split, for reports
   * @param folder on any Hadoop file system
   * @throws UserError if something is refused
   */
  public Split read(String name, String folder, CatalogueFiles catalogueFiles) {
    InputNotes notes = new InputNotes();
    Catalogue catalogue = catalogue(catalogueFiles, notes);
    RatingFile train = ratings(folder + "/" + TRAIN, catalogue, false, notes);
    RatingFile test = ratings(folder + "/" + TEST, catalogue, true, notes);
    test.refuseOverlap(train, catalogue);
    RatingFile foldIn = null;
    if (exists(folder + "/" + FOLD_IN)) {
      foldIn = ratings(folder + "/" + FOLD_IN, catalogue, false, notes);
      foldIn.refuseOverlap(train, catalogue);
      test.refuseOverlap(foldIn, catalogue);
    }
    return split(name, catalogue, train, foldIn, test, notes);
  }

  /**
   * Reads one rating file and cuts it.
   *
   * @param share of each user's ratings that is held out
   * @param seed of a random cut
   * @throws UserError if something is refused, or no user has enough ratings to be cut
   */
  public Split cut(
      String name,
      String ratingFile,
      CatalogueFiles catalogueFiles,
      Cut cut,
      double share,
      long seed) {
    InputNotes notes = new InputNotes();
    Catalogue catalogue = catalogue(catalogueFiles, notes);
    RatingFile ratings = ratings(ratingFile, catalogue, false, notes);
    long[] userIds = userIds(ratings);
    Interactions all = interactions(userIds, catalogue, ratings);
    Split split = cut.apply(name, catalogue, userIds, all, share, seed);
    if (split.users() == 0) {
      throw new UserError(
          "%s has no user with enough ratings to hold out %s of them".formatted(ratingFile, share));
    }
    return new Split(
        name,
        catalogue,
        split.trainUserIds(),
        split.train(),
        split.userIds(),
        split.trainRows(),
        split.histories(),
        split.test(),
        notes.list());
  }

  private RatingFile ratings(
      String file, Catalogue catalogue, boolean unknownMoviesRefused, InputNotes notes) {
    return RatingFile.read(reader, file, catalogue, unknownMoviesRefused, maxRejectedShare, notes);
  }

  private static Split split(
      String name,
      Catalogue catalogue,
      RatingFile train,
      RatingFile foldIn,
      RatingFile test,
      InputNotes notes) {
    long[] trainUserIds = userIds(train);
    long[] userIds = userIds(test);
    int[] trainRows = new int[userIds.length];
    for (int user = 0; user < userIds.length; user++) {
      trainRows[user] = Math.max(-1, Arrays.binarySearch(trainUserIds, userIds[user]));
    }
    Interactions histories =
        foldIn == null
            ? interactions(userIds, catalogue, train)
            : interactions(userIds, catalogue, train, foldIn);
    checkHistories(test, foldIn, userIds, histories, notes);
    return new Split(
        name,
        catalogue,
        trainUserIds,
        interactions(trainUserIds, catalogue, train),
        userIds,
        trainRows,
        histories,
        interactions(userIds, catalogue, test),
        notes.list());
  }

  private static void checkHistories(
      RatingFile test,
      RatingFile foldIn,
      long[] userIds,
      Interactions histories,
      InputNotes notes) {
    for (RatingFile.Rating rating : test.inOrder()) {
      int user = Arrays.binarySearch(userIds, rating.userId());
      if (histories.count(user) == 0 && foldIn == null) {
        throw new UserError(
            "%s line %d: user %d is not in %s and there is no %s, expected what is known of the user"
                .formatted(test.file(), rating.line(), rating.userId(), TRAIN, FOLD_IN));
      }
    }
    for (int user = 0; user < userIds.length; user++) {
      if (histories.count(user) == 0) {
        notes.add(
            test.file(), "user without history, evaluated as a visitor", "user " + userIds[user]);
      }
    }
  }

  private static long[] userIds(RatingFile file) {
    TreeSet<Long> ids = new TreeSet<>();
    file.userIds(ids::add);
    return ids.stream().mapToLong(Long::longValue).toArray();
  }

  /** The ratings of the given users, by their rows; those of other users are passed over. */
  private static Interactions interactions(
      long[] userIds, Catalogue catalogue, RatingFile... files) {
    InteractionsBuilder builder = new InteractionsBuilder();
    for (RatingFile file : files) {
      for (RatingFile.Rating rating : file.inOrder()) {
        int user = Arrays.binarySearch(userIds, rating.userId());
        if (user >= 0) {
          builder.add(user, rating.movie(), rating.rating(), rating.timestamp());
        }
      }
    }
    return builder.build(userIds.length, catalogue.size());
  }

  private Catalogue catalogue(CatalogueFiles files, InputNotes notes) {
    return new CatalogueReader(reader, maxRejectedShare, notes).read(files);
  }

  private boolean exists(String file) {
    Path path = new Path(file);
    try {
      FileSystem fileSystem = path.getFileSystem(hadoop);
      return fileSystem.exists(path);
    } catch (IOException e) {
      throw new UserError(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
