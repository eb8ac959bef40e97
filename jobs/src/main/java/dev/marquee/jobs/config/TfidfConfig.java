package dev.marquee.jobs.config;

import dev.marquee.data.config.Check;

/** Keys under {@code tfidf}; see {@code conf/local.conf}. */
public record TfidfConfig(
    int vocabularySize, int minDocumentFrequency, int maxNgram, int maxTagWeight) {
  /** Refuses sizes below 1. */
  public TfidfConfig {
    Check.atLeast("vocabularySize", vocabularySize, 1);
    Check.atLeast("minDocumentFrequency", minDocumentFrequency, 1);
    Check.between("maxNgram", maxNgram, 1, 5);
    Check.atLeast("maxTagWeight", maxTagWeight, 1);
  }
}
