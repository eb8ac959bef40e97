package dev.marquee.serving.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marquee.data.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Snapshots of the warehouse, the newest first.
 *
 * @param requestId the request
 * @param snapshots those whose manifest can be read
 * @param unreadable files that tell of snapshots and cannot be read
 */
public record SnapshotsAnswer(
    String requestId, List<PastSnapshot> snapshots, List<Unreadable> unreadable) {

  /**
   * A snapshot as its manifest describes it.
   *
   * @param id the snapshot
   * @param createdAt when its manifest was made
   * @param current whether answers come from it
   * @param codeVersion version of Marquee that made it
   * @param inputs the files that were ingested
   * @param tables rows of each table
   * @param stages the stages in the order in which they finished
   * @param metrics figures of each stage
   * @param weights what fit-weights found for it: objective, and for each bucket of history lengths
   *     the weights and their nDCG beside those of the configured weights
   */
  public record PastSnapshot(
      String id,
      String createdAt,
      boolean current,
      String codeVersion,
      List<Input> inputs,
      Map<String, Long> tables,
      List<Manifest.StageEntry> stages,
      Map<String, Map<String, Double>> metrics,
      Optional<JsonNode> weights) {

    /** A snapshot as clients see it: of the inputs their names only, for paths are the host's. */
    static PastSnapshot of(Manifest manifest, boolean isCurrent, Optional<JsonNode> weights) {
      Map<String, Long> tables = new LinkedHashMap<>();
      manifest.tables().forEach((name, table) -> tables.put(name, table.rows()));
      return new PastSnapshot(
          manifest.id(),
          manifest.createdAt(),
          isCurrent,
          manifest.codeVersion(),
          manifest.inputs().stream()
              .map(
                  input ->
                      new Input(
                          input.path().substring(input.path().lastIndexOf('/') + 1), input.bytes()))
              .toList(),
          tables,
          manifest.stages(),
          manifest.metrics(),
          weights);
    }
  }

  /**
   * A file that was ingested.
   *
   * @param name without its folder
   * @param bytes its size
   */
  public record Input(String name, long bytes) {}

  /**
   * A file that cannot be read. Without its manifest a snapshot is not among those that can be.
   *
   * @param id its snapshot
   * @param file manifest or fitted weights, by its path in the snapshot
   * @param reason what is wrong with it
   */
  public record Unreadable(String id, String file, String reason) {}
}
