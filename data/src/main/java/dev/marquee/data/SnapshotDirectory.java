package dev.marquee.data;

import org.apache.hadoop.fs.Path;

/**
 * Where the parts of one snapshot lie: {@code <directory>/<table>/*.parquet}, {@code
 * <directory>/models/<name>} and {@code <directory>/manifest.json}.
 *
 * @param id the snapshot's unique id
 * @param directory its folder on any Hadoop file system
 */
public record SnapshotDirectory(String id, Path directory) {

  /** The folder of a table's Parquet files. */
  public Path table(Table table) {
    return new Path(directory, table.name());
  }

  /** The folder of a fitted model, such as {@code tfidf} or {@code ncf}. */
  public Path model(String name) {
    return new Path(new Path(directory, "models"), name);
  }

  /** The manifest, which exists once the snapshot is complete and checked. */
  public Path manifest() {
    return new Path(directory, "manifest.json");
  }
}
