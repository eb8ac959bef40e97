package dev.marquee.jobs.config;

import dev.marquee.data.config.Check;
import java.io.Serializable;

/** Keys under {@code encoder}; see {@code conf/local.conf}. Travels to the training task. */
public record EncoderConfig(
    int vocabularySize,
    int hidden,
    int layers,
    int heads,
    int intermediate,
    int maxTokens,
    double dropout,
    double tokenDropout,
    int maskedEpochs,
    double maskedLearningRate,
    int contrastiveEpochs,
    double learningRate,
    double weightDecay,
    int batchSize,
    double temperature,
    double likenessPower,
    double heldOutShare,
    double validationShare,
    int validationEvery,
    int patience,
    long seed,
    DeviceChoice device,
    int threads)
    implements Serializable {

  /** Refuses sizes, rates and shares with which nothing can be trained. */
  public EncoderConfig {
    Check.between("vocabularySize", vocabularySize, 200, 1_000_000);
    Check.between("hidden", hidden, 8, 4096);
    Check.between("layers", layers, 1, 48);
    Check.between("heads", heads, 1, 64);
    if (hidden % heads != 0) {
      throw new IllegalArgumentException(
          "heads is %d, expected a divisor of hidden, %d".formatted(heads, hidden));
    }
    Check.between("intermediate", intermediate, 8, 65536);
    Check.between("maxTokens", maxTokens, 8, 512);
    Check.between("dropout", dropout, 0, 0.95);
    Check.between("tokenDropout", tokenDropout, 0, 0.95);
    Check.atLeast("maskedEpochs", maskedEpochs, 0);
    Check.positive("maskedLearningRate", maskedLearningRate);
    Check.atLeast("contrastiveEpochs", contrastiveEpochs, 0);
    Check.positive("learningRate", learningRate);
    Check.atLeast("weightDecay", weightDecay, 0);
    Check.atLeast("batchSize", batchSize, 2);
    Check.positive("temperature", temperature);
    Check.atLeast("likenessPower", likenessPower, 1);
    Check.between("heldOutShare", heldOutShare, 0, 0.9);
    Check.between("validationShare", validationShare, 0, 0.9);
    Check.atLeast("validationEvery", validationEvery, 1);
    Check.atLeast("patience", patience, 1);
    Check.atLeast("threads", threads, 0);
  }
}
