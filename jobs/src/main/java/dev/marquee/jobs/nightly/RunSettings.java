package dev.marquee.jobs.nightly;

import dev.marquee.jobs.config.ConfigLoader;
import dev.marquee.jobs.config.MarqueeConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of a run.
 *
 * @param config the typed values
 * @param configurationJson the same as JSON text, for the manifest
 */
public record RunSettings(MarqueeConfig config, String configurationJson) {

  /** Loads both from the same layers; see {@link ConfigLoader}. */
  public static RunSettings load(
      Optional<Path> file, List<String> settings, Map<String, String> environment) {
    return new RunSettings(
        ConfigLoader.load(file, settings, environment),
        ConfigLoader.toJson(file, settings, environment));
  }
}
