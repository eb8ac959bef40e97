package dev.marquee.evaluation.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.marquee.data.FittedWeights;
import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.UserError;
import dev.marquee.serving.recommend.HybridWeights;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Fitted weights as a file of a snapshot, {@code models/weights/proposal.json}. The service that
 * loads the snapshot afterwards uses the weights; the manifest does not vouch for the file.
 *
 * @param version of this form
 * @param snapshotId the snapshot whose ratings it was fitted on
 * @param objective what was maximised, in words
 * @param buckets by ascending number of ratings, the first from 0
 */
public record WeightsProposal(
    int version, String snapshotId, String objective, List<Bucket> buckets) {
  /** The version that this code writes. */
  public static final int VERSION = FittedWeights.VERSION;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * One bucket.
   *
   * @param minRatings fewest ratings of a user
   * @param weights the proposed weights
   * @param configured the weights in force
   * @param users validation users it was fitted on
   * @param shortened whether their histories were shortened
   * @param ndcg on validation with the proposed weights, null without users
   * @param configuredNdcg on validation with those in force, null without users
   */
  public record Bucket(
      int minRatings,
      HybridWeights weights,
      HybridWeights configured,
      int users,
      boolean shortened,
      Double ndcg,
      Double configuredNdcg) {}

  /** The proposal of a fit. */
  public static WeightsProposal of(String snapshotId, String objective, List<FittedBucket> fitted) {
    return new WeightsProposal(
        VERSION,
        snapshotId,
        objective,
        fitted.stream()
            .map(
                bucket ->
                    new Bucket(
                        bucket.minRatings(),
                        bucket.fitted(),
                        bucket.configured(),
                        bucket.users(),
                        bucket.shortened(),
                        number(bucket.fittedNdcg()),
                        number(bucket.configuredNdcg())))
            .toList());
  }

  /**
   * Writes the file into a snapshot, over an earlier proposal.
   *
   * @return where it lies
   * @throws UserError if it cannot be written
   */
  public Path write(SnapshotDirectory snapshot, Configuration hadoop) {
    Path file = FittedWeights.file(snapshot);
    try {
      byte[] json = (MAPPER.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
      FileSystem fileSystem = file.getFileSystem(hadoop);
      try (OutputStream out = fileSystem.create(file, true)) {
        out.write(json);
      }
      return file;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the proposal is no JSON", e);
    } catch (IOException e) {
      throw new UserError(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static Double number(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
