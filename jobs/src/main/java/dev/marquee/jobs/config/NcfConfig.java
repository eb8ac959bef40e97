package dev.marquee.jobs.config;

import java.io.Serializable;
import java.util.List;

/** Keys under {@code ncf}; see {@code conf/local.conf}. Travels to the training task. */
public record NcfConfig(
    int factors,
    List<Integer> hiddenUnits,
    boolean residual,
    double dropout,
    int negativesPerPositive,
    int batchSize,
    int epochs,
    int patience,
    double learningRate,
    Schedule learningRateSchedule,
    int warmupEpochs,
    double weightDecay,
    int validationUsers,
    long seed,
    DeviceChoice device,
    int threads)
    implements Serializable {

  /** How the learning rate moves. */
  public enum Schedule {
    /** The same rate in every step. */
    CONSTANT,
    /** Linear warm-up, then half a cosine down to a tenth. */
    COSINE
  }

  /** Refuses sizes, rates and counts with which nothing can be trained. */
  public NcfConfig {
    hiddenUnits = List.copyOf(hiddenUnits);
    Check.between("factors", factors, 1, 4096);
    if (hiddenUnits.isEmpty()) {
      throw new IllegalArgumentException("hiddenUnits is empty, expected at least one layer");
    }
    for (int units : hiddenUnits) {
      Check.between("hiddenUnits", units, 1, 65536);
    }
    Check.between("dropout", dropout, 0, 0.95);
    Check.atLeast("negativesPerPositive", negativesPerPositive, 1);
    Check.atLeast("batchSize", batchSize, 1);
    Check.atLeast("epochs", epochs, 1);
    Check.atLeast("patience", patience, 1);
    Check.positive("learningRate", learningRate);
    Check.atLeast("warmupEpochs", warmupEpochs, 0);
    Check.atLeast("weightDecay", weightDecay, 0);
    Check.atLeast("validationUsers", validationUsers, 1);
    Check.atLeast("threads", threads, 0);
  }
}
