package dev.marquee.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.data.AtomicFile.Replacement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AtomicFileTest {
  @TempDir Path folder;

  /** Each way works on the local file system too, which stands in for HDFS and object stores. */
  @ParameterizedTest
  @EnumSource(Replacement.class)
  void replacesTheWholeContent(Replacement replacement) {
    var path = new org.apache.hadoop.fs.Path(folder.resolve("a b").toUri());
    AtomicFile file = new AtomicFile(path, new Configuration(), replacement);
    assertThat(file.read()).isEmpty();
    for (String content : new String[] {"a long first content", "short", ""}) {
      file.replace(content.getBytes(StandardCharsets.UTF_8));
      assertThat(file.read().orElseThrow()).asString(StandardCharsets.UTF_8).isEqualTo(content);
    }
  }

  @Test
  void aLeftoverOfAKilledWriterIsOverwritten() throws Exception {
    var path = new org.apache.hadoop.fs.Path(folder.resolve("CURRENT").toUri());
    Files.writeString(folder.resolve(".CURRENT.tmp"), "half of something longer than the rest");
    AtomicFile file = AtomicFile.of(path, new Configuration());
    file.replace("new".getBytes(StandardCharsets.UTF_8));
    assertThat(Files.readString(folder.resolve("CURRENT"))).isEqualTo("new");
    assertThat(folder.resolve(".CURRENT.tmp")).doesNotExist();
  }

  @Test
  void eachFileSystemHasItsWay() {
    assertThat(Replacement.of("file")).isEqualTo(Replacement.LOCAL_MOVE);
    assertThat(Replacement.of("hdfs")).isEqualTo(Replacement.RENAME);
    assertThat(Replacement.of("s3a")).isEqualTo(Replacement.PUT);
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    var path = new org.apache.hadoop.fs.Path(folder.resolve("absent/CURRENT").toUri());
    AtomicFile file = AtomicFile.of(path, new Configuration());
    assertThatThrownBy(() -> file.replace(new byte[0]))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("absent/CURRENT");
  }
}
