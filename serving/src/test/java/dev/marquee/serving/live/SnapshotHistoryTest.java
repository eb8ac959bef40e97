package dev.marquee.serving.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.data.UserError;
import dev.marquee.serving.snapshot.MarkedSnapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotHistoryTest {
  @TempDir Path folder;

  private Path warehouse;
  private MarkedSnapshots published;
  private SnapshotHistory history;

  @BeforeEach
  void create() {
    warehouse = folder.resolve("warehouse");
    published = new MarkedSnapshots(warehouse);
    history =
        new SnapshotHistory(
            new WatchConfig(warehouse.toString(), folder.resolve("mirror"), Duration.ofSeconds(1)));
  }

  @Test
  void theNewestComeFirst() {
    String older = published.publish(1);
    String newer = published.publish(2);

    assertThat(history.newest(5)).extracting(each -> each.id()).containsExactly(newer, older);
    assertThat(history.newest(1)).extracting(each -> each.id()).containsExactly(newer);
  }

  @Test
  void weightsAreReadAgain() {
    String id = published.publish(1);
    assertThat(history.newest(1).get(0).weights()).isEmpty();

    published.fitWeights(id, 0.6);
    assertThat(history.newest(1).get(0).weights().get().at("/buckets/0/weights/content"))
        .hasToString("0.6");
  }

  @Test
  void aCorruptManifestIsNamedWithoutTheWarehousesPath() throws IOException {
    String id = published.publish(1);
    String sound = published.publish(2);
    Files.writeString(published.folder(id).resolve("manifest.json"), "{");

    List<SnapshotHistory.Entry> entries = history.newest(5);

    assertThat(entries.get(0).id()).isEqualTo(sound);
    assertThat(entries.get(0).fault()).isEmpty();
    assertThat(entries.get(1).manifest()).isEmpty();
    SnapshotHistory.Fault fault = entries.get(1).fault().orElseThrow();
    assertThat(fault.file()).isEqualTo("manifest.json");
    assertThat(fault.reason())
        .startsWith("snapshots/%s/manifest.json".formatted(id))
        .doesNotContain(folder.toString());
  }

  @Test
  void corruptWeightsLeaveTheManifest() throws IOException {
    String id = published.publish(1);
    published.fitWeights(id, 0.6);
    Files.writeString(published.folder(id).resolve("models/weights/proposal.json"), "[]");

    SnapshotHistory.Entry entry = history.newest(1).get(0);

    assertThat(entry.manifest()).isPresent();
    assertThat(entry.weights()).isEmpty();
    SnapshotHistory.Fault fault = entry.fault().orElseThrow();
    assertThat(fault.file()).isEqualTo("models/weights/proposal.json");
    assertThat(fault.reason()).contains("proposal.json").doesNotContain(folder.toString());
  }

  @Test
  void aFileInPlaceOfTheSnapshotsIsNamed() throws IOException {
    Files.createDirectories(warehouse);
    Files.writeString(warehouse.resolve("snapshots"), "");

    assertThatThrownBy(() -> history.newest(1))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("snapshots is a file, expected the folder");
  }
}
