package dev.marquee.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittedWeightsTest {
  private static final String GOOD =
      "{'minRatings': 0, 'weights': {'content': 1, 'collaborative': 2, 'popularity': 0}}";

  @TempDir Path folder;

  private SnapshotDirectory snapshot() {
    return new SnapshotDirectory("s", new org.apache.hadoop.fs.Path(folder.toUri()));
  }

  private void write(String json) throws IOException {
    Path file = folder.resolve("models/weights/proposal.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, json.replace('\'', '"'));
  }

  @Test
  void aSnapshotNeedNotHaveSome() throws IOException {
    assertThat(FittedWeights.read(snapshot(), new Configuration())).isEmpty();
    write("{'version': 1, 'buckets': [%s]}".formatted(GOOD));
    assertThat(FittedWeights.read(snapshot(), new Configuration()).orElseThrow().buckets())
        .containsExactly(new FittedWeights.Bucket(0, new FittedWeights.Weights(1, 2, 0)));
    // Through Hadoop's file system as well.
    SnapshotDirectory byHadoop =
        new SnapshotDirectory("s", new org.apache.hadoop.fs.Path(folder.toString()));
    assertThat(FittedWeights.read(byHadoop, new Configuration())).isPresent();
    SnapshotDirectory none =
        new SnapshotDirectory("s", new org.apache.hadoop.fs.Path(folder.toString(), "none"));
    assertThat(FittedWeights.read(none, new Configuration())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'version': 2, 'buckets': [GOOD]} | version 2, expected 1",
        "{'version': 1, 'buckets': []} | no buckets",
        "{'version': 1} | cannot be read",
        "{'version': 1, 'buckets': [GOOD, GOOD]} | bucket from 0 ratings",
        "{'version': 1, 'buckets': [{'minRatings': 3, 'weights': null}]} | bucket from 3 ratings",
        "{'version': 1, 'buckets': [{'minRatings': 0, 'weights': null}]} | weights null",
        "{'version': 1, 'buckets': [{'minRatings': 0, 'weights':"
            + " {'content': 0, 'collaborative': 0, 'popularity': 0}}]} | not all 0",
        "{'version': 1, 'buckets': [{'minRatings': 0, 'weights':"
            + " {'content': 2, 'collaborative': -1, 'popularity': 0}}]} | collaborative=-1.0"
      })
  void whatCannotBeUsedIsNamed(String json, String fault) throws IOException {
    write(json.replace("GOOD", GOOD));
    assertThatThrownBy(() -> FittedWeights.read(snapshot(), new Configuration()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("proposal.json")
        .hasMessageContaining(fault);
  }
}
