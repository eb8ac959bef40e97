package dev.marquee.jobs.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.marquee.data.Manifest;
import java.util.List;
import java.util.Objects;

/**
 * What a run was made from, for the manifest.
 *
 * @param codeVersion version of Marquee that ran
 * @param inputs the files that were ingested
 * @param configuration the configuration in force
 */
public record RunDescription(
    String codeVersion, List<Manifest.InputFile> inputs, JsonNode configuration) {
  /** Refuses missing parts; copies the list. */
  public RunDescription {
    Objects.requireNonNull(codeVersion, "codeVersion");
    Objects.requireNonNull(configuration, "configuration");
    inputs = List.copyOf(inputs);
  }

  /**
   * A description whose configuration is given as JSON text.
   *
   * @throws IllegalArgumentException if it is no JSON
   */
  public static RunDescription of(
      String codeVersion, List<Manifest.InputFile> inputs, String configurationJson) {
    try {
      return new RunDescription(codeVersion, inputs, new JsonMapper().readTree(configurationJson));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the configuration is no JSON", e);
    }
  }
}
