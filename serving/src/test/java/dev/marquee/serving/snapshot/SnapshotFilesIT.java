package dev.marquee.serving.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.SnapshotStore;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A snapshot read as plain files and through Hadoop's file system. */
class SnapshotFilesIT {
  private static final String ID = "20260101T000000Z-00000000";

  @TempDir java.nio.file.Path warehouse;

  private void write(CompressionCodecName codec) {
    ThreeMovies.write(directory(warehouse.toUri().toString()), codec);
  }

  private static SnapshotDirectory directory(String warehouse) {
    return new SnapshotDirectory(ID, new Path(warehouse, "snapshots/" + ID));
  }

  /** Hadoop whose local file system cannot be started. */
  private static Configuration withoutFileSystem() {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.file.impl", "there.is.no.such.Class");
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    return hadoop;
  }

  // A path without scheme is Hadoop's, here by its default file system, which is the local one.
  @ParameterizedTest
  @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
  void bothWaysGiveTheSameSnapshot(CompressionCodecName codec) {
    write(codec);
    Snapshot plain =
        SnapshotReader.read(directory(warehouse.toUri().toString()), withoutFileSystem());
    Snapshot byHadoop = SnapshotReader.read(directory(warehouse.toString()), new Configuration());

    assertThat(plain.movies().size()).isEqualTo(3);
    // Bit for bit, so that NaN equals itself.
    assertThat(plain)
        .usingRecursiveComparison()
        .withEqualsForType(Float::equals, Float.class)
        .isEqualTo(byHadoop);
    assertThatThrownBy(
            () -> SnapshotReader.read(directory(warehouse.toString()), withoutFileSystem()))
        .hasStackTraceContaining("there.is.no.such.Class");
  }

  @Test
  void aLocalWarehouseIsReadWithoutHadoopsFileSystem() throws IOException {
    write(CompressionCodecName.SNAPPY);
    Path local = new Path(warehouse.toUri());
    SnapshotStore store = new SnapshotStore(local, withoutFileSystem());
    assertThat(store.current()).isEmpty();

    Files.createFile(warehouse.resolve("snapshots/" + ID + "/manifest.json"));
    Files.writeString(warehouse.resolve("CURRENT"), ID + "\n");
    assertThat(store.currentId()).isEqualTo(Optional.of(ID));
    assertThat(SnapshotReader.readCurrent(store, withoutFileSystem()).id()).isEqualTo(ID);
    assertThat(new SnapshotStore(new Path(warehouse.toString()), new Configuration()).current())
        .isEqualTo(store.current());
  }
}
