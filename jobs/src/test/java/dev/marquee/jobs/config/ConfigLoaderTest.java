package dev.marquee.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.data.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  @TempDir Path directory;

  @Test
  void theDefaultsAreWhatTheDocumentationSays() {
    MarqueeConfig config = load(List.of(), Map.of());

    assertThat(config)
        .isEqualTo(
            new MarqueeConfig(
                ".",
                "./data/sample",
                "warehouse",
                new IngestConfig(0.01, 0.5, 5.0),
                new EventsConfig("", "", ""),
                new TfidfConfig(4096, 2, 3, 5),
                new EmbedConfig("./data/encoder", 256, 8, false, 0.2, false),
                new SimilarConfig(50, 0.7, 0.3, 1.2, 1024),
                new PopularityConfig(PopularityConfig.Formula.RATING_COUNT, 10, 4.0, 0.95, 90),
                new NcfConfig(
                    256,
                    true,
                    false,
                    0.5,
                    0,
                    true,
                    0.0,
                    64,
                    true,
                    256,
                    NcfConfig.Branch.AUTO,
                    List.of(256, 128, 64),
                    false,
                    0.2,
                    NcfConfig.Feedback.IMPLICIT,
                    NcfConfig.Loss.SOFTMAX,
                    4,
                    16384,
                    List.of(NcfConfig.Objective.NEXT, NcfConfig.Objective.RECONSTRUCT),
                    0.8,
                    0.0,
                    0.0,
                    0.0,
                    0.5,
                    0.0,
                    128,
                    8192,
                    200,
                    30,
                    0.001,
                    NcfConfig.Schedule.COSINE,
                    2,
                    NcfConfig.ValidationKind.TEMPORAL,
                    2000,
                    42,
                    DeviceChoice.AUTO,
                    0),
                new RecommendConfig(200, 8),
                new PublishConfig(5),
                new EncoderConfig(
                    4000,
                    256,
                    2,
                    4,
                    256,
                    256,
                    0.0,
                    0.2,
                    3,
                    0.00001,
                    45,
                    0.00006,
                    0.01,
                    128,
                    0.3,
                    1.5,
                    0.2,
                    0.15,
                    3,
                    9,
                    42,
                    DeviceChoice.AUTO,
                    0)));
  }

  @Test
  void closerLayersWin() throws Exception {
    Path file = directory.resolve("my.conf");
    Files.writeString(file, "ncf { epochs = 7, factors = 16 }\ninput = ${home}/ratings");
    Map<String, String> environment =
        Map.of("MARQUEE_CONF_NCF_EPOCHS", "8", "MARQUEE_HOME", "/opt/marquee", "UNRELATED", "x");

    MarqueeConfig config =
        ConfigLoader.load(Optional.of(file), List.of("ncf.epochs=9"), environment);

    assertThat(config.ncf().epochs()).isEqualTo(9);
    assertThat(config.ncf().factors()).isEqualTo(16);
    assertThat(config.input()).isEqualTo("/opt/marquee/ratings");
    assertThat(ConfigLoader.load(Optional.of(file), List.of(), environment).ncf().epochs())
        .isEqualTo(8);
  }

  @Test
  void valuesMayBePathsWithAnyCharacters() {
    assertThat(load(List.of("warehouse=s3a://bucket/a b#c"), Map.of()).warehouse())
        .isEqualTo("s3a://bucket/a b#c");
    assertThat(load(List.of("ncf.hiddenUnits=[8, 4]"), Map.of()).ncf().hiddenUnits())
        .containsExactly(8, 4);
    assertThat(load(List.of(), Map.of("MARQUEE_CONF_NCF_HIDDEN_UNITS", "[2]")).ncf().hiddenUnits())
        .containsExactly(2);
    assertThat(load(List.of(), Map.of("MARQUEE_CONF_WAREHOUSE", "hdfs://n:1/w")).warehouse())
        .isEqualTo("hdfs://n:1/w");
  }

  @Test
  void anUnknownKeyNamesItselfItsFileAndLineAndTheKnownOnes() throws Exception {
    Path file = directory.resolve("my.conf");
    Files.writeString(file, "ncf {\n  epocs = 7\n}\n");

    assertThatThrownBy(() -> ConfigLoader.load(Optional.of(file), List.of(), Map.of()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("unknown key ncf.epocs")
        .hasMessageContaining("my.conf: 2")
        .hasMessageContaining("epochs");
  }

  @Test
  void aWrongTypeNamesKeyPlaceAndExpectation() {
    assertRefused(
        List.of("ncf.epochs=many"), "ncf.epochs", "\"many\" in --set ncf.epochs", "a whole number");
    assertRefused(List.of("ncf.residual=3"), "ncf.residual", "--set", "true or false");
    assertRefused(List.of("ncf=5"), "ncf", "--set ncf", "an object");
    assertRefused(List.of("ncf.device=tpu"), "ncf.device", "\"tpu\"", "auto, cpu, gpu");
    assertRefused(List.of("ncf.hiddenUnits=[a]"), "ncf.hiddenUnits[0]", "a whole number");
    assertRefused(
        List.of("ncf.objectives=[past]"), "ncf.objectives[0]", "next, reconstruct, mixture");
    assertRefused(List.of("ncf.heads=3"), "ncf.heads is 3", "a divisor of factors 256");
    assertRefused(List.of("ncf.history=false"), "history and userIds are both false");
    assertRefused(List.of("ncf.dropout=1.5"), "ncf.dropout is 1.5", "0 to 0.95");
    assertRefused(
        List.of("embed.batchSize=4", "embed.genreWeight=1.01"),
        "embed.genreWeight is 1.01, expected 0 to 1 (--set embed.genreWeight)");
    assertRefused(List.of("nonsense"), "--set nonsense", "key=value");
  }

  @Test
  void anUnknownVariableIsRefusedToo() {
    assertThatThrownBy(() -> load(List.of(), Map.of("MARQUEE_CONF_NCF_EPOCS", "1")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("MARQUEE_CONF_NCF_EPOCS");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = directory.resolve("none.conf");
    assertThatThrownBy(() -> ConfigLoader.load(Optional.of(missing), List.of(), Map.of()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(missing.toString());
  }

  @Test
  void thePasswordOfTheEventStoreIsShownNowhere() {
    List<String> settings =
        List.of("events.url=jdbc:postgresql://db/events", "events.password=\"hunter2\"");

    assertThat(load(settings, Map.of()).events().password()).isEqualTo("hunter2");
    assertThat(load(settings, Map.of()).toString()).doesNotContain("hunter2");
    assertThat(ConfigLoader.toJson(Optional.empty(), settings, Map.of()))
        .doesNotContain("hunter2")
        .contains("\"password\":\"(hidden)\"");
    assertThat(ConfigLoader.toJson(Optional.empty(), List.of(), Map.of()))
        .contains("\"password\":\"\"");
    for (List<String> wrong :
        List.of(
            List.of("events.password=hunter2", "events.url=mysql"),
            List.of("events.password=[hunter2]"),
            List.of("events.url=\"jdbc:postgresql://me:hunter2@db/events\""),
            List.of("events.url=\"jdbc:postgresql://db/events?password=hunter2\""),
            List.of("events.password=hunter2", "events.port=1"))) {
      assertThatThrownBy(() -> load(wrong, Map.of()))
          .isInstanceOf(UserError.class)
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    }
  }

  @Test
  void theOtherConfigurationsInConfAreValid() {
    Path conf = Path.of(System.getProperty("marquee.root"), "conf");
    for (String name : List.of("local.conf", "cluster.conf", "gpu.conf")) {
      assertThat(ConfigLoader.load(Optional.of(conf.resolve(name)), List.of(), Map.of()))
          .isNotNull();
    }
  }

  private static void assertRefused(List<String> settings, String... parts) {
    assertThatThrownBy(() -> load(settings, Map.of()))
        .isInstanceOf(UserError.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  private static MarqueeConfig load(List<String> settings, Map<String, String> environment) {
    return ConfigLoader.load(Optional.empty(), settings, environment);
  }
}
