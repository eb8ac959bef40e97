package dev.marquee.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marquee.data.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AblationReportTest {
  private static final AblationResults RESULTS =
      new AblationResults(
          AblationResults.VERSION,
          "How.",
          "full",
          List.of(
              new AblationResults.Variant("neumf", "NeuMF", List.of("ncf.history=false")),
              new AblationResults.Variant("full", "full model", List.of())),
          List.of(
              new AblationResults.Row(
                  "small/random", "neumf", "random", 9, 0.1, 0.08, 0.14, -0.1, 0.01, 12.34),
              new AblationResults.Row(
                  "small/random", "full", "random", 9, 0.2, 0.1, 0.3, Double.NaN, Double.NaN, 20),
              new AblationResults.Row(
                  "small/temporal", "neumf", "temporal", 9, 0.05, 0.04, 0.06, 0.01, 0.4, 3)));

  /** Half widths: (.14 - .08) / 2 = .03, (.3 - .1) / 2 = .1; what is not measured yet is a dash. */
  @Test
  void aRowAVariantAndTwoColumnsASplit() {
    List<String> lines = AblationReport.text(RESULTS).lines().toList();
    assertThat(lines.get(1)).matches("variant +small/random +s +small/temporal +s");
    assertThat(lines.get(2)).matches("NeuMF +0.100 ±0.030- +12.3 +0.050 ±0.010 +3.0");
    assertThat(lines.get(3)).matches("full model +0.200 ±0.100 +20.0 +- +-");
  }

  @Test
  void filesHoldFiguresAndSettings(@TempDir Path folder) throws IOException {
    assertThat(AblationReport.write(folder, RESULTS)).allSatisfy(file -> assertThat(file).exists());
    JsonNode json = new ObjectMapper().readTree(folder.resolve("ablation.json").toFile());
    assertThat(json.get("rows").get(0).get("ndcg").asDouble()).isEqualTo(0.1);
    assertThat(json.get("rows").get(1).get("pValue").isNull()).isTrue();
    assertThat(json.get("variants").get(0).get("settings").get(0).asText())
        .isEqualTo("ncf.history=false");
    assertThat(AblationReport.html(RESULTS)).contains("<td>NeuMF</td>", "ncf.history=false");
  }

  @Test
  void otherSplitsOfAnEarlierRunAreKept(@TempDir Path folder) {
    assertThat(AblationReport.read(folder)).isEmpty();
    AblationReport.write(folder, RESULTS);
    AblationResults.Row again =
        new AblationResults.Row(
            "small/temporal", "full", "temporal", 9, 0.4, 0.3, 0.5, Double.NaN, Double.NaN, 5);
    AblationResults later =
        new AblationResults(
            AblationResults.VERSION,
            "How.",
            "full",
            List.of(RESULTS.variants().get(1)),
            List.of(again));

    AblationResults both = later.beside(AblationReport.read(folder).orElseThrow());

    assertThat(both.rows()).containsExactly(RESULTS.rows().get(0), RESULTS.rows().get(1), again);
    assertThat(both.variants()).containsExactlyInAnyOrderElementsOf(RESULTS.variants());
  }

  @Test
  void whatIsNoAblationIsNotKept(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("ablation.json");
    Files.writeString(file, "{\"version\": 9, \"variants\": [], \"rows\": []}");
    assertThatThrownBy(() -> AblationReport.read(folder))
        .isInstanceOf(UserError.class)
        .hasMessage(file + " is of version 9, expected 1");
    Files.writeString(file, "{\"version\": ");
    assertThatThrownBy(() -> AblationReport.read(folder))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file + " cannot be read: ");
  }
}
