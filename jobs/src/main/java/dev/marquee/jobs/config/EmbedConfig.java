package dev.marquee.jobs.config;

/** Keys under {@code embed}; see {@code conf/local.conf}. */
public record EmbedConfig(String encoder, int maxTokens, int batchSize, boolean acceptNewSize) {
  /** Refuses an empty place and sizes that no BERT takes. */
  public EmbedConfig {
    if (encoder.isBlank()) {
      throw new IllegalArgumentException("encoder is empty, expected a folder or sparknlp:NAME");
    }
    Check.between("maxTokens", maxTokens, 8, 512);
    Check.atLeast("batchSize", batchSize, 1);
  }
}
