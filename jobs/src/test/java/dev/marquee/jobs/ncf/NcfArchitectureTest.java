package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class NcfArchitectureTest {
  @Test
  void aLayerTakesUpTheNearestEarlierInputOfItsSize() {
    // 2 x 64 = 128 -> 256 -> 128 -> 64: only the second layer's output, 128, meets an input of its
    // size, the MLP's own.
    var layers = new NcfArchitecture(10, 20, 64, 64, List.of(256, 128, 64), true).hiddenLayers();

    assertThat(layers)
        .extracting(NcfArchitecture.HiddenLayer::inputSize)
        .containsExactly(128, 256, 128);
    assertThat(layers)
        .extracting(NcfArchitecture.HiddenLayer::residualFrom)
        .containsExactly(OptionalInt.empty(), OptionalInt.of(0), OptionalInt.empty());
  }

  @Test
  void aLayerThatKeepsItsSizeTakesUpItsOwnInput() {
    var layers = new NcfArchitecture(10, 20, 4, 4, List.of(8, 8), true).hiddenLayers();

    assertThat(layers)
        .extracting(NcfArchitecture.HiddenLayer::residualFrom)
        .containsExactly(OptionalInt.of(0), OptionalInt.of(1));
  }

  @Test
  void residualConnectionsCanBeOff() {
    var layers = new NcfArchitecture(10, 20, 4, 4, List.of(8, 8), false).hiddenLayers();

    assertThat(layers).allMatch(layer -> layer.residualFrom().isEmpty());
  }

  @Test
  void countsTheMatrixProducts() {
    // 2 (128*256 + 256*128 + 128*64) = 147,456 and the output 2 (64 + 64) = 256.
    var architecture = new NcfArchitecture(10, 20, 64, 64, List.of(256, 128, 64), true);

    assertThat(architecture.forwardFlops()).isEqualTo(147_456 + 256);
    // The first layer's 2 * 128 * 256 = 65,536 are shared by all users.
    assertThat(CatalogueScorer.flopsPerScore(architecture)).isEqualTo(147_712 - 65_536);
  }

  @Test
  void refusesEmptyModels() {
    assertThatThrownBy(() -> new NcfArchitecture(0, 20, 4, 4, List.of(8), true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("users 0");
    assertThatThrownBy(() -> new NcfArchitecture(1, 20, 4, 4, List.of(), true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("both or neither");
  }

  @Test
  void withoutAnMlpThereIsADotProduct() {
    var architecture = new NcfArchitecture(10, 20, 64, 0, List.of(), false);

    assertThat(architecture.hiddenLayers()).isEmpty();
    assertThat(architecture.lastHiddenUnits()).isZero();
    assertThat(CatalogueScorer.flopsPerScore(architecture)).isEqualTo(128);
  }
}
