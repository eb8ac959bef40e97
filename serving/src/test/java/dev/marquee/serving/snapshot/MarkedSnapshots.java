package dev.marquee.serving.snapshot;

import static java.util.Arrays.asList;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.marquee.data.Manifest;
import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.SnapshotStore;
import dev.marquee.data.StagedSnapshot;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.serving.bench.ParquetRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * A local warehouse with snapshots of three movies, published as the nightly job does. Three of a
 * snapshot's tables carry its mark, 0 to 999, so that a mixture of two snapshots shows.
 */
public final class MarkedSnapshots {
  private static final float LARGEST = 1000;

  private final Path warehouse;
  private final SnapshotStore store;

  /** A warehouse in a folder. */
  public MarkedSnapshots(Path warehouse) {
    this.warehouse = warehouse;
    this.store =
        new SnapshotStore(new org.apache.hadoop.fs.Path(warehouse.toUri()), new Configuration());
  }

  /** The mark of a snapshot; fails if its tables have different ones. */
  public static int markOf(Snapshot snapshot) {
    int title = Integer.parseInt(snapshot.movies().title(0).substring("One ".length()));
    int popularity = Math.round(snapshot.popularity().score(0) * LARGEST);
    int nightly = Math.round(snapshot.nightly().lists().score(0) * LARGEST);
    if (title != popularity || title != nightly) {
      throw new IllegalStateException(
          "marks %d, %d and %d in one snapshot".formatted(title, popularity, nightly));
    }
    return title;
  }

  /** The warehouse. */
  public SnapshotStore store() {
    return store;
  }

  /** Writes a snapshot and makes it current; returns its id. */
  public String publish(int mark) {
    String id = complete(mark);
    store.switchTo(id);
    return id;
  }

  /** Writes a snapshot that is complete and not current; returns its id. */
  public String complete(int mark) {
    StagedSnapshot staged = store.stage();
    SnapshotDirectory directory = staged.directory();
    ThreeMovies.write(directory, CompressionCodecName.UNCOMPRESSED);
    replace(
        directory,
        Tables.MOVIES,
        asList(1L, "One " + mark, 1991, List.of("War"), null, null, null),
        asList(2L, "Two", 1992, List.of("Drama"), null, null, null),
        asList(3L, "Three", null, List.of(), null, null, null));
    replace(
        directory,
        Tables.MOVIE_POPULARITY,
        asList(1L, 9L, 3f, 4f, 0f, 1f, mark / LARGEST),
        asList(2L, 1L, 5f, 4f, 0f, 2f, 0.2f),
        asList(3L, 0L, null, 4f, 0f, 0f, 0.3f));
    replace(directory, Tables.RECOMMENDATIONS, List.of(7L, 1, 2L, mark / LARGEST));
    store.complete(staged, manifest(staged.id()));
    return staged.id();
  }

  /** The only file of a table. */
  public Path file(String id, Table table) {
    return folder(id).resolve(table.name()).resolve("a.parquet");
  }

  /** Writes fitted weights beside the models of a snapshot. */
  public void fitWeights(String id, double content) {
    Path file = folder(id).resolve("models/weights/proposal.json");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          """
          {"version": 1, "buckets": [{"minRatings": 0,
            "weights": {"content": %s, "collaborative": 0.3, "popularity": 0.1}}]}
          """
              .formatted(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A snapshot's folder. */
  public Path folder(String id) {
    return warehouse.resolve("snapshots").resolve(id);
  }

  private void replace(SnapshotDirectory directory, Table table, List<?>... rows) {
    try (Stream<Path> files = Files.list(folder(directory.id()).resolve(table.name()))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ParquetRows.write(
        directory,
        table,
        table.columns(),
        "a.parquet",
        CompressionCodecName.UNCOMPRESSED,
        List.of(rows));
  }

  private Manifest manifest(String id) {
    Map<String, Manifest.TableEntry> tables = new TreeMap<>();
    for (Table table : SnapshotReader.TABLES) {
      tables.put(
          table.name(), new Manifest.TableEntry(table.columns(), 3, files(folder(id), table)));
    }
    return new Manifest(
        id,
        "2026-11-22T15:04:05Z",
        "1.0",
        List.of(),
        JsonNodeFactory.instance.objectNode(),
        tables,
        Map.of(),
        Map.of(),
        List.of());
  }

  private static List<Manifest.FileEntry> files(Path snapshot, Table table) {
    try (Stream<Path> files = Files.list(snapshot.resolve(table.name()))) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .map(file -> entry(snapshot, file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Manifest.FileEntry entry(Path snapshot, Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      return new Manifest.FileEntry(
          snapshot.relativize(file).toString(),
          content.length,
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
