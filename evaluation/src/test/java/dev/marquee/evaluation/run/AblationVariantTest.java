package dev.marquee.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.data.UserError;
import dev.marquee.jobs.nightly.RunSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AblationVariantTest {
  private static List<String> settings(String name) {
    return AblationVariant.named(List.of(name)).get(0).settings();
  }

  @Test
  void eachStepTakesAwayWhatLeftItsPartOut() {
    List<String> names =
        List.of("neumf", "history", "content", "softmax", "regularisation", "linear");
    List<String> marks =
        List.of("history=false", "content=false", "loss=log-loss", "decay=0", "linear=false");
    for (int step = 0; step < names.size(); step++) {
      List<String> settings = settings(names.get(step));
      for (int part = 0; part < marks.size(); part++) {
        assertThat(settings.contains("ncf." + marks.get(part)))
            .as(names.get(step) + " " + marks.get(part))
            .isEqualTo(part >= step);
      }
      assertThat(settings).contains("ncf.userIds=true", "ncf.mlp=on");
    }
    assertThat(settings("full")).isEmpty();
  }

  /** Every key exists and takes its value. */
  @Test
  void everyVariantIsAConfiguration() {
    assertThat(new HashSet<>(AblationVariant.STANDARD)).hasSize(AblationVariant.STANDARD.size());
    for (AblationVariant variant : AblationVariant.STANDARD) {
      RunSettings run = RunSettings.load(Optional.empty(), variant.settings(), Map.of());
      assertThat(run.config().ncf()).as(variant.name()).isNotNull();
    }
  }

  @Test
  void namesSelectInTheOrderOfTheTable() {
    assertThat(AblationVariant.named(List.of("full", "neumf")))
        .extracting(AblationVariant::name)
        .containsExactly("neumf", "full");
    assertThat(AblationVariant.named(List.of())).isEqualTo(AblationVariant.STANDARD);
    assertThatThrownBy(() -> AblationVariant.named(List.of("neumf", "tower")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("'tower' is no variant")
        .hasMessageContaining("reconstruct");
  }
}
