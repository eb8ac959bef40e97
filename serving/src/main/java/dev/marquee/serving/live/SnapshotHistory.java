package dev.marquee.serving.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marquee.data.FittedWeights;
import dev.marquee.data.Manifest;
import dev.marquee.data.SnapshotStore;
import dev.marquee.data.UserError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;

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
    try {
      Manifest manifest =
          manifests.computeIfAbsent(id, missing -> withoutFiles(store.manifest(missing)));
      return new Entry(id, Optional.of(manifest), weights(store, id), Optional.empty());
    } catch (UserError e) {
      return new Entry(id, Optional.empty(), Optional.empty(), Optional.of(e.getMessage()));
    }
  }

  private Optional<JsonNode> weights(SnapshotStore store, String id) {
    return FittedWeights.document(store.directory(id), hadoop);
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
   * @param weights what fit-weights wrote for it, if it did
   * @param fault why the manifest, or what was fitted, cannot be read
   */
  public record Entry(
      String id, Optional<Manifest> manifest, Optional<JsonNode> weights, Optional<String> fault) {}
}
