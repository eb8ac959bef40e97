package dev.marquee.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotIdTest {
  @Test
  void namesTheSecondAndTheMillisecond() {
    // 501 milliseconds are 1f5 in hexadecimal digits.
    Instant time = Instant.parse("2026-11-22T15:04:05.501Z");
    String id = SnapshotId.after(time, Optional.empty());
    assertThat(id).matches("20261122T150405Z-1f5[0-9a-f]{5}");
    assertThat(SnapshotId.createdAt(id)).isEqualTo(time);
  }

  @Test
  void sortsAfterTheNewestWhateverTheClockSays() {
    List<String> ids = new ArrayList<>();
    Optional<String> newest = Optional.empty();
    for (int i = 0; i < 100; i++) {
      // The clock runs backwards by an hour a step.
      Instant now = Instant.parse("2026-11-22T15:04:05.999Z").minusSeconds(3600L * i);
      newest = Optional.of(SnapshotId.after(now, newest));
      ids.add(newest.get());
    }
    assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(SnapshotId::isValid);
  }

  @Test
  void refusesWhatCouldLeadOutsideOrIsNoTime() {
    assertThat(List.of("", "..", "../x", "20261122T150405Z", "20269922T150405Z-00000000"))
        .noneMatch(SnapshotId::isValid);
  }
}
