package dev.marquee.jobs.config;

import dev.marquee.data.UserError;
import dev.marquee.data.config.LayeredConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads the configuration of the batch jobs, see {@link LayeredConfig}. */
public final class ConfigLoader {
  private static final LayeredConfig<MarqueeConfig> LAYERS =
      new LayeredConfig<>(MarqueeConfig.class, "conf/local.conf", "MARQUEE_CONF_");

  private ConfigLoader() {}

  /**
   * The configuration with all layers applied.
   *
   * @param file the user's HOCON file, if any
   * @param settings {@code key=value} pairs, the later one wins
   * @param environment the process's environment
   * @throws UserError if a file cannot be read or a key or value is not what was expected
   */
  public static MarqueeConfig load(
      Optional<Path> file, List<String> settings, Map<String, String> environment) {
    return LAYERS.load(file, settings, environment);
  }

  /** The configuration in force as JSON text, for the manifest. */
  public static String toJson(
      Optional<Path> file, List<String> settings, Map<String, String> environment) {
    return LAYERS.toJson(file, settings, environment);
  }
}
