package dev.marquee.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;

/**
 * The hybrid's weights as they were fitted for one snapshot. They lie beside its models, in {@code
 * models/weights/proposal.json}; a snapshot need not have them.
 *
 * @param version of the file's form
 * @param buckets by ascending number of ratings, the first from 0
 */
public record FittedWeights(int version, List<Bucket> buckets) {
  /** The version that this code reads and writes. */
  public static final int VERSION = 1;

  /**
   * The folder's name among the snapshot's models. Weights may be fitted again after publishing, so
   * the manifest does not vouch for it.
   */
  public static final String MODEL = "weights";

  private static final String FILE = "proposal.json";

  /**
   * The weights of users with at least so many ratings.
   *
   * @param minRatings fewest ratings of a user
   * @param weights how the components count
   */
  public record Bucket(int minRatings, Weights weights) {}

  /**
   * How the components count; only the ratios matter. 0 or more, and not all 0.
   *
   * @param content weight of the likeness by content
   * @param collaborative weight of the NCF model
   * @param popularity weight of the popularity
   */
  public record Weights(double content, double collaborative, double popularity) {
    private boolean isUsable() {
      double sum = content + collaborative + popularity;
      return content >= 0
          && collaborative >= 0
          && popularity >= 0
          && sum > 0
          && Double.isFinite(sum);
    }
  }

  /** Copies the buckets. */
  public FittedWeights {
    buckets = List.copyOf(buckets);
  }

  /** Where the weights of a snapshot lie, whether it has some or not. */
  public static Path file(SnapshotDirectory snapshot) {
    return new Path(snapshot.model(MODEL), FILE);
  }

  /**
   * Reads the weights of a snapshot.
   *
   * @return empty if it has none
   * @throws UserError if they are there and cannot be used; the message says why
   */
  public static Optional<FittedWeights> read(SnapshotDirectory snapshot, Configuration hadoop) {
    Path file = file(snapshot);
    return content(file, hadoop).map(json -> checked(json, file));
  }

  /**
   * All that was written when the weights of a snapshot were fitted: beside the weights what they
   * were fitted to, and how much better they are.
   *
   * @return empty if it has none
   * @throws UserError as {@link #read}
   */
  public static Optional<JsonNode> document(SnapshotDirectory snapshot, Configuration hadoop) {
    Path file = file(snapshot);
    Optional<byte[]> content = content(file, hadoop);
    content.ifPresent(json -> checked(json, file));
    return content.map(json -> Json.read(json, JsonNode.class, file));
  }

  /**
   * Takes the weights of one snapshot over to another, if it has some: the next night's model is
   * much the same, and weights of last night suit it better than none.
   *
   * @return whether there were some
   * @throws UserError if they cannot be copied
   */
  public static boolean copy(SnapshotDirectory from, SnapshotDirectory to, Configuration hadoop) {
    Path source = file(from);
    Path target = file(to);
    try {
      FileSystem files = source.getFileSystem(hadoop);
      if (!files.exists(source)) {
        return false;
      }
      return FileUtil.copy(files, source, target.getFileSystem(hadoop), target, false, hadoop);
    } catch (IOException e) {
      throw new UserError(source + " cannot be copied to " + target + ": " + e.getMessage(), e);
    }
  }

  private static Optional<byte[]> content(Path file, Configuration hadoop) {
    try {
      return Optional.of(bytes(file, hadoop));
    } catch (FileNotFoundException | NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UserError(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(Path file, Configuration hadoop) throws IOException {
    if (LocalFiles.isLocal(file)) {
      return Files.readAllBytes(LocalFiles.of(file));
    }
    try (InputStream in = file.getFileSystem(hadoop).open(file)) {
      return in.readAllBytes();
    }
  }

  private static FittedWeights checked(byte[] json, Path file) {
    FittedWeights weights = Json.read(json, FittedWeights.class, file);
    weights.check(file);
    return weights;
  }

  private void check(Path file) {
    if (version != VERSION) {
      throw new UserError("%s has version %d, expected %d".formatted(file, version, VERSION));
    }
    int least = -1;
    for (Bucket bucket : buckets) {
      if (bucket.minRatings <= least || (least < 0 && bucket.minRatings != 0)) {
        throw new UserError(
            "%s has a bucket from %d ratings, expected buckets that ascend from 0"
                .formatted(file, bucket.minRatings));
      }
      least = bucket.minRatings;
      if (bucket.weights == null || !bucket.weights.isUsable()) {
        throw new UserError(
            "%s has the weights %s from %d ratings, expected 0 or more and not all 0"
                .formatted(file, bucket.weights, bucket.minRatings));
      }
    }
    if (buckets.isEmpty()) {
      throw new UserError(file + " has no buckets, expected a first one from 0 ratings");
    }
  }
}
