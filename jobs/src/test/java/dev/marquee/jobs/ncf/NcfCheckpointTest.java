package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.data.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NcfCheckpointTest {
  private static final String BEFORE_SHRINKAGE =
      """
      {"architecture":{"users":1,"movies":1,"gmfFactors":2,"mlpFactors":0,"hiddenUnits":[],
      "residual":false},"pooling":[{"name":"linear","size":2,"recencyFloor":1,"recencyScale":1,
      "ratingSlope":0,"neutralRating":0,"heads":1,"queries":[],"base":[0,0]}],
      "userIds":[7],"movieIds":[9]}
      """;

  @TempDir Path folder;

  private NcfCheckpoint describe(String json) throws IOException {
    Files.writeString(folder.resolve("ncf.json"), json);
    return NcfCheckpoint.describe(
        new org.apache.hadoop.fs.Path(folder.toUri()), new Configuration());
  }

  @Test
  void aCheckpointMayBeOlderThanShrinkage() throws IOException {
    assertThat(describe(BEFORE_SHRINKAGE).pooling())
        .singleElement()
        .satisfies(
            block -> {
              assertThat(block.name()).isEqualTo("linear");
              assertThat(block.shrinkage()).isEmpty();
              assertThat(block.base()).hasSize(2);
            });
  }

  @Test
  void partsThatDoNotFitAreToldWithTheWayOut() {
    assertThatThrownBy(() -> describe(BEFORE_SHRINKAGE.replace("[0,0]", "[0]")))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("run train-ncf first", "base's length 1");
  }
}
