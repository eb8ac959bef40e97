package dev.marquee.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README and the figures beside it name exists. */
class ReadmeTest {
  private static final Path ROOT = Path.of(System.getProperty("marquee.root"));

  @Test
  void everyClassToStartReadingAtExists() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    List<String> classes =
        Pattern.compile("(?m)^\\d+\\. `(\\w+)`")
            .matcher(readme)
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(classes).hasSize(6);
    for (String name : classes) {
      assertThat(sources()).as(name).anyMatch(path -> path.endsWith(name + ".java"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "evaluation/measured.md"})
  void everyLinkedFileExists(String name) throws IOException {
    Path file = ROOT.resolve(name);
    List<String> links =
        Pattern.compile("\\]\\(([^)#:]+)\\)")
            .matcher(Files.readString(file))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(links)
        .isNotEmpty()
        .allSatisfy(link -> assertThat(file.resolveSibling(link)).exists());
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files.filter(path -> path.toString().contains("/src/main/java/")).toList();
    }
  }
}
