package dev.marquee.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotStoreTest {
  @TempDir Path folder;
  private Path warehouse;
  private SnapshotStore store;

  @BeforeEach
  void open() {
    warehouse = folder.resolve("ware house");
    store = store();
  }

  private SnapshotStore store() {
    return new SnapshotStore(
        new org.apache.hadoop.fs.Path(warehouse.toString()), new Configuration());
  }

  private String complete() {
    StagedSnapshot staged = store.stage();
    store.complete(staged, TestManifests.of(staged.id()));
    return staged.id();
  }

  private String publish() {
    String id = complete();
    store.switchTo(id);
    return id;
  }

  private Path file(String id, String name) {
    return warehouse.resolve("snapshots").resolve(id).resolve(name);
  }

  @Test
  void anAbsentWarehouseIsEmpty() {
    assertThat(store.currentId()).isEmpty();
    assertThat(store.current()).isEmpty();
    assertThat(store.list()).isEmpty();
    assertThat(store.openStaged()).isEmpty();
    assertThat(warehouse).doesNotExist();
  }

  @Test
  void aSnapshotIsStagedThenCompleteThenCurrent() throws IOException {
    StagedSnapshot staged = store.stage();
    assertThat(state(staged.id())).isEqualTo(SnapshotState.STAGED);
    assertThat(store.openStaged().orElseThrow().id()).isEqualTo(staged.id());
    assertThatThrownBy(() -> store.switchTo(staged.id()))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("no complete snapshot", staged.id(), "none yet");

    store.complete(staged, TestManifests.of(staged.id()));
    assertThat(state(staged.id())).isEqualTo(SnapshotState.COMPLETE);
    assertThat(store.openStaged()).isEmpty();
    assertThat(store.currentId()).isEmpty();

    store.switchTo(staged.id());
    assertThat(state(staged.id())).isEqualTo(SnapshotState.CURRENT);
    assertThat(store().current()).contains(store.directory(staged.id()));
    assertThat(Files.readString(warehouse.resolve("CURRENT"))).isEqualTo(staged.id() + "\n");
    SnapshotSummary summary = store.list().get(0);
    assertThat(summary.rows()).isEqualTo(12);
    assertThat(summary.bytes()).isEqualTo(400);
    // Nothing is left beside the files: no temporary file, no checksum file of Hadoop's.
    try (var files = Files.list(warehouse)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("CURRENT", "snapshots");
    }
  }

  private SnapshotState state(String id) {
    return store.list().stream()
        .filter(summary -> summary.id().equals(id))
        .findFirst()
        .orElseThrow()
        .state();
  }

  @Test
  void aBrokenPointerIsNamedAndCanBeMended() throws IOException {
    String good = publish();
    StagedSnapshot staged = store.stage();
    for (String content :
        List.of("", "\n", "../..", staged.id() + "\n", "20200101T000000Z-00000000\n")) {
      Files.writeString(warehouse.resolve("CURRENT"), content);
      assertThatThrownBy(store::currentId)
          .isInstanceOf(UserError.class)
          .hasMessageContainingAll(
              "CURRENT", "'" + content.strip() + "'", "expected", "rollback " + good);
      assertThatThrownBy(() -> store.prune(1)).isInstanceOf(UserError.class);
      assertThat(store.list()).noneMatch(summary -> summary.state() == SnapshotState.CURRENT);
    }
    store.switchTo(good);
    assertThat(store.currentId()).contains(good);
  }

  @Test
  void aCorruptManifestIsNamed() throws IOException {
    String id = publish();
    Path manifest = file(id, "manifest.json");
    for (String json : List.of("", "{", "null", "[1]", "{\"id\": \"" + id + "\"}")) {
      Files.writeString(manifest, json);
      assertThatThrownBy(() -> store.manifest(id))
          .isInstanceOf(UserError.class)
          .hasMessageContainingAll("manifest.json", "expected");
      assertThat(state(id)).isEqualTo(SnapshotState.DAMAGED);
      assertThatThrownBy(() -> store.switchTo(id)).isInstanceOf(UserError.class);
    }
    Files.write(manifest, Json.write(TestManifests.of("20200101T000000Z-00000000")));
    assertThatThrownBy(() -> store.manifest(id)).hasMessageContaining("expected " + id);
  }

  @Test
  void pruneKeepsTheNewestAndNeverRemovesTheCurrent() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(publish());
    }
    StagedSnapshot staged = store.stage();
    store.switchTo(ids.get(1));
    assertThat(store.prune(2)).containsExactly(ids.get(2), ids.get(0));
    assertThat(store.list().stream().map(SnapshotSummary::id))
        .containsExactly(staged.id(), ids.get(4), ids.get(3), ids.get(1));
    assertThat(store.currentId()).contains(ids.get(1));
    assertThat(store.prune(2)).isEmpty();
    assertThatThrownBy(() -> store.prune(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void abandonedSnapshotsGoAndHalfRemovedOnesAreNotOpened() throws IOException {
    String published = publish();
    StagedSnapshot abandoned = store.stage();
    Files.createDirectories(file(abandoned.id(), "movies"));
    Files.writeString(file(abandoned.id(), "movies/part-0.parquet"), "x");
    // A removal that was cut short has lost the ledger and the manifest.
    Path rest = file("20991122T150405Z-00000000", "movies");
    Files.createDirectories(rest);
    assertThat(store.openStaged().orElseThrow().id()).isEqualTo(abandoned.id());
    store.removeStaged();
    assertThat(store.list().stream().map(SnapshotSummary::id)).containsExactly(published);
    assertThat(rest).doesNotExist();
  }

  @Test
  void idsSortByTime() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ids.add(store.stage().id());
    }
    assertThat(ids).isSorted().doesNotHaveDuplicates();
    Collections.reverse(ids);
    assertThat(store.list().stream().map(SnapshotSummary::id)).isEqualTo(ids);
  }

  @Test
  void readersNeverSeeHalfAPointer() throws Exception {
    List<String> ids = List.of(publish(), publish());
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; i < 300; i++) {
                store.switchTo(ids.get(i % 2));
              }
            });
    writer.start();
    SnapshotStore reader = store();
    while (writer.isAlive()) {
      assertThat(reader.currentId().orElseThrow()).isIn(ids);
    }
    writer.join();
  }

  @Test
  void nothingIsWrittenOnceTheLockIsGone() {
    String id = complete();
    WarehouseLock lock = store.lock();
    store.switchTo(id);
    lock.close();
    assertThatThrownBy(() -> store.switchTo(id)).isInstanceOf(UserError.class);
    assertThatThrownBy(store::stage).isInstanceOf(UserError.class);
  }
}
