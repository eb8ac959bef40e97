package dev.marquee.jobs.config;

import dev.marquee.data.config.Check;

/** Keys under {@code embed}; see {@code conf/local.conf}. */
public record EmbedConfig(
    String encoder,
    int maxTokens,
    int batchSize,
    boolean acceptNewSize,
    double genreWeight,
    boolean quantize) {
  /** Refuses an empty place, sizes that no BERT takes and weights beyond 0 to 1. */
  public EmbedConfig {
    if (encoder.isBlank()) {
      throw new IllegalArgumentException("encoder is empty, expected a folder or sparknlp:NAME");
    }
    Check.between("maxTokens", maxTokens, 8, 512);
    Check.atLeast("batchSize", batchSize, 1);
    Check.between("genreWeight", genreWeight, 0, 1);
  }
}
