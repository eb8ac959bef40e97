package dev.marquee.data;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;

/** Small manifests for tests. */
final class TestManifests {
  static final String SHA_256 = "0123456789abcdef".repeat(4);

  private TestManifests() {}

  /** A manifest with one table of 12 rows in one file of 345 bytes. */
  static Manifest of(String id) {
    return new Manifest(
        id,
        "2026-11-22T15:04:05Z",
        "1.0",
        List.of(new Manifest.InputFile("/data/ratings.csv", 10, SHA_256)),
        JsonNodeFactory.instance.objectNode().put("keep", 5),
        Map.of(
            "movies",
            new Manifest.TableEntry(
                Tables.MOVIES.columns(),
                12,
                List.of(new Manifest.FileEntry("movies/part-0.parquet", 345, SHA_256)))),
        Map.of("ncf", List.of(new Manifest.FileEntry("models/ncf/weights", 55, SHA_256))),
        Map.of("train-ncf", Map.of("loss", 0.25)),
        List.of(new Manifest.StageEntry("ingest", "2026-11-22T15:00:00Z", 1.5)));
  }
}
