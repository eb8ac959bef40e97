package dev.marquee.serving.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marquee.data.FittedWeights;
import dev.marquee.data.Manifest;
import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.SnapshotStore;
import dev.marquee.data.UserError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The complete snapshots of a warehouse as their manifests describe them. A manifest never changes,
 * so each is read once; weights may be fitted again and are read each time.
 */
public final class SnapshotHistory {
  private final WatchConfig config;
  private final Configuration hadoop = new Configuration();
  private final Map<String, Manifest> manifests = new ConcurrentHashMap<>();

  /** The history of a warehouse, which is asked nothing yet. */
  public SnapshotHistory(WatchConfig config) {
    this.config = config;
  }

  /**
   * The newest complete snapshots.
   *
   * @param count how many at most
   * @throws UserError if the warehouse cannot be read
   */
  public List<Entry> newest(int count) {
    try {
      return Unreachable.orResult(
          config.warehouse(),
          () -> {
            SnapshotStore store = new SnapshotStore(config.folder(), hadoop);
            List<String> ids = store.completeIds();
            manifests.keySet().retainAll(ids);
            return ids.stream().limit(count).map(id -> entry(store, id)).toList();
          });
    } catch (Unreachable e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  private Entry entry(SnapshotStore store, String id) {
    SnapshotDirectory snapshot = store.directory(id);
    Manifest manifest;
    try {
      manifest = manifests.computeIfAbsent(id, missing -> withoutFiles(store.manifest(missing)));
    } catch (UserError e) {
      Fault fault = fault(snapshot, snapshot.manifest(), e);
      return new Entry(id, Optional.empty(), Optional.empty(), Optional.of(fault));
    }
    try {
      Optional<JsonNode> weights = FittedWeights.document(snapshot, hadoop);
      return new Entry(id, Optional.of(manifest), weights, Optional.empty());
    } catch (UserError e) {
      Fault fault = fault(snapshot, FittedWeights.file(snapshot), e);
      return new Entry(id, Optional.of(manifest), Optional.empty(), Optional.of(fault));
    }
  }

  private static Fault fault(SnapshotDirectory snapshot, Path file, UserError error) {
    Path snapshots = snapshot.directory().getParent();
    return new Fault(
        snapshot.directory().toUri().relativize(file.toUri()).getPath(),
        error
            .getMessage()
            .replace(snapshots.toString(), snapshots.getName())
            .replace(snapshots.toUri().getPath(), snapshots.getName()));
  }

  /** A large table has thousands of files, of which history tells nothing. */
  private static Manifest withoutFiles(Manifest manifest) {
    Map<String, Manifest.TableEntry> tables = new TreeMap<>();
    manifest
        .tables()
        .forEach(
            (name, table) ->
                tables.put(
                    name, new Manifest.TableEntry(table.columns(), table.rows(), List.of())));
    return new Manifest(
        manifest.id(),
        manifest.createdAt(),
        manifest.codeVersion(),
        manifest.inputs(),
        manifest.configuration(),
        tables,
        Map.of(),
        manifest.metrics(),
        manifest.stages());
  }

  /**
   * A snapshot of the past or the present.
   *
   * @param id the snapshot
   * @param manifest what it holds, without its files; absent if it cannot be read
   * @param weights what fit-weights wrote for it, if it did and that can be read
   * @param fault what cannot be read
   */
  public record Entry(
      String id, Optional<Manifest> manifest, Optional<JsonNode> weights, Optional<Fault> fault) {}

  /**
   * A file of a snapshot that cannot be read.
   *
   * @param file its path in the snapshot
   * @param reason what is wrong with it; paths begin in the warehouse, for where that lies is the
   *     host's affair
   */
  public record Fault(String file, String reason) {}
}
