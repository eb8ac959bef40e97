package dev.marquee.serving.bench;

import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.SnapshotStore;
import dev.marquee.data.Table;
import dev.marquee.data.Tables;
import dev.marquee.data.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/**
 * Users and movies of a published snapshot to ask for.
 *
 * @param users ids of users with ratings, a sample in random order
 * @param movies ids of movies, a sample in random order
 */
record WarehouseIds(List<Long> users, List<Long> movies) {

  /**
   * Reads ids from files, without the rest of the snapshot.
   *
   * @param most ids of each kind
   * @throws UserError if the warehouse has no snapshot
   */
  static WarehouseIds read(java.nio.file.Path warehouse, int most, Random random)
      throws IOException {
    Configuration hadoop = new Configuration();
    SnapshotDirectory snapshot =
        new SnapshotStore(new Path(warehouse.toUri()), hadoop)
            .current()
            .orElseThrow(
                () ->
                    new UserError(
                        "warehouse %s has no published snapshot; run nightly, or --generate one"
                            .formatted(warehouse)));
    return new WarehouseIds(
        sample(snapshot, Tables.USER_HISTORIES, Tables.USER_HISTORIES.userId, most, random),
        sample(snapshot, Tables.MOVIES, Tables.MOVIES.movieId, most, random));
  }

  private static List<Long> sample(
      SnapshotDirectory snapshot, Table table, String column, int most, Random random)
      throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.set(ReadSupport.PARQUET_READ_SCHEMA, "message ids { optional int64 " + column + "; }");
    Path folder = snapshot.table(table);
    List<Long> ids = new ArrayList<>();
    for (FileStatus file :
        folder
            .getFileSystem(hadoop)
            .listStatus(folder, path -> path.getName().endsWith(".parquet"))) {
      try (ParquetReader<Group> rows =
          ParquetReader.builder(new GroupReadSupport(), file.getPath()).withConf(hadoop).build()) {
        for (Group row = rows.read(); row != null; row = rows.read()) {
          ids.add(row.getLong(column, 0));
        }
      }
    }
    Collections.sort(ids);
    Collections.shuffle(ids, random);
    return List.copyOf(ids.subList(0, Math.min(most, ids.size())));
  }
}
