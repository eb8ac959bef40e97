package dev.marquee.serving.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.marquee.data.Manifest;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.serving.bench.GeneratedWarehouse;
import dev.marquee.serving.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A warehouse with two snapshots whose manifests tell what a nightly job tells. */
final class TwoNights {
  private static final GeneratedWarehouse GENERATED = GeneratedWarehouse.SMALL;
  private static final String SHA_256 = "0123456789abcdef".repeat(4);

  private final Path warehouse;
  private final String older;
  private final String newer;

  private TwoNights(Path warehouse) {
    this.warehouse = warehouse;
    older = GENERATED.publish(warehouse, id -> describe(id, 1));
    newer = GENERATED.publish(warehouse, id -> describe(id, 2));
  }

  /** Publishes both. */
  static TwoNights in(Path warehouse) {
    return new TwoNights(warehouse);
  }

  /** The snapshot that was published first. */
  String older() {
    return older;
  }

  /** The snapshot that is published. */
  String newer() {
    return newer;
  }

  /** Publishes a third whose file of a table ends in the middle; returns its id. */
  String publishBroken() {
    return GENERATED.publish(
        warehouse,
        id -> {
          Path file = folder(id).resolve("movie_factors/a.parquet");
          try {
            byte[] content = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(content, content.length / 2));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private Path folder(String id) {
    return warehouse.resolve("snapshots").resolve(id);
  }

  private void describe(String id, int night) {
    write(folder(id).resolve("manifest.json"), Json.write(manifest(id, night)));
    if (night == 2) {
      write(
          folder(id).resolve("models/weights/proposal.json"),
          weights(id).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Manifest manifest(String id, int night) {
    return new Manifest(
        id,
        "2026-11-2%dT02:15:05Z".formatted(night),
        "1.0",
        List.of(new Manifest.InputFile("/data/night/ratings.csv", 1000L * night, SHA_256)),
        JsonNodeFactory.instance.objectNode(),
        tables(),
        Map.of(),
        Map.of(
            "ingest", Map.of("ratings", 500.0 + 100 * night, "rejected", night - 1.0),
            "train-ncf", Map.of("epochs", 12.0, "validationNdcg10", 0.2 + 0.0123 * night),
            "popularity", Map.of()),
        List.of(
            new Manifest.StageEntry("ingest", "2026-11-22T02:10:00Z", 12.5 * night),
            new Manifest.StageEntry("train-ncf", "2026-11-22T02:11:00Z", 41.75 * night)));
  }

  private static Map<String, Manifest.TableEntry> tables() {
    Map<Table, Integer> rows =
        Map.of(
            Tables.MOVIES,
            GENERATED.movies(),
            Tables.SIMILAR_MOVIES,
            GENERATED.movies() * GENERATED.similar(),
            Tables.RECOMMENDATIONS,
            GENERATED.users() * GENERATED.listed(),
            Tables.USER_HISTORIES,
            GENERATED.users());
    Map<String, Manifest.TableEntry> tables = new TreeMap<>();
    rows.forEach(
        (table, count) ->
            tables.put(table.name(), new Manifest.TableEntry(table.columns(), count, List.of())));
    return tables;
  }

  private static String weights(String id) {
    return """
        {"version": 1, "snapshotId": "%s", "objective": "nDCG@10, every movie ranked", "buckets": [
          {"minRatings": 0, "users": 30, "shortened": true, "ndcg": 0.1494, "configuredNdcg": 0.1041,
           "weights": {"content": 0.1, "collaborative": 0.1, "popularity": 0.8},
           "configured": {"content": 0.7, "collaborative": 0.2, "popularity": 0.1}},
          {"minRatings": 10, "users": 30, "shortened": false, "ndcg": 0.2351, "configuredNdcg": 0.2256,
           "weights": {"content": 0.05, "collaborative": 0.95, "popularity": 0.0},
           "configured": {"content": 0.3, "collaborative": 0.6, "popularity": 0.1}}]}
        """
        .formatted(id);
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
