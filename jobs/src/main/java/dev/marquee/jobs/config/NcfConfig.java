package dev.marquee.jobs.config;

import dev.marquee.data.config.Check;
import java.io.Serializable;
import java.util.List;

/** Keys under {@code ncf}; see {@code conf/local.conf}. Travels to the training task. */
public record NcfConfig(
    int factors,
    boolean history,
    boolean userIds,
    double idDropout,
    int heads,
    boolean content,
    double movieIdDropout,
    int contentComponents,
    boolean linear,
    int linearRank,
    Branch mlp,
    List<Integer> hiddenUnits,
    boolean residual,
    double dropout,
    Feedback feedback,
    Loss loss,
    int negativesPerPositive,
    int softmaxMovies,
    List<Objective> objectives,
    double reconstructShare,
    double inputDropout,
    double finalInputDropout,
    double decay,
    double decayExponent,
    double weightDecay,
    int userBatch,
    int batchSize,
    int epochs,
    int patience,
    double learningRate,
    Schedule learningRateSchedule,
    int warmupEpochs,
    ValidationKind validation,
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

  /** Whether a part of the model is trained. */
  public enum Branch {
    /** Trained, and kept where it improves validation. */
    AUTO,
    /** Trained and kept. */
    ON,
    /** Not trained. */
    OFF
  }

  /** What a rating counts in training. */
  public enum Feedback {
    /** 1, whatever the stars. */
    IMPLICIT,
    /** Its stars over the mean of all. */
    EXPLICIT
  }

  /** What training minimises. */
  public enum Loss {
    /** Cross-entropy over the catalogue. */
    SOFTMAX,
    /** Bayesian personalised ranking. */
    BPR,
    /** Log loss with sampled negatives. */
    LOG_LOSS
  }

  /** What the model is asked in training. */
  public enum Objective {
    /** The ratings that follow a prefix of the history. */
    NEXT,
    /** A random part of the history, given the rest. */
    RECONSTRUCT,
    /** Each for half of the users. */
    MIXTURE
  }

  /** How the validation part is cut from the ratings. */
  public enum ValidationKind {
    /** The latest fifth of each user's ratings, what a nightly system faces. */
    TEMPORAL,
    /** A random quarter of each user's ratings. */
    RANDOM
  }

  /** Refuses sizes, rates and counts with which nothing can be trained. */
  public NcfConfig {
    hiddenUnits = List.copyOf(hiddenUnits);
    objectives = List.copyOf(objectives);
    Check.between("factors", factors, 1, 4096);
    if (!history && !userIds) {
      throw new IllegalArgumentException(
          "history and userIds are both false, expected one: users would have no vector");
    }
    Check.between("idDropout", idDropout, 0, 1);
    Check.between("heads", heads, 0, factors);
    if (heads > 0 && factors % heads != 0) {
      throw new IllegalArgumentException(
          "heads is %d, expected a divisor of factors %d".formatted(heads, factors));
    }
    Check.between("movieIdDropout", movieIdDropout, 0, 0.95);
    Check.between("contentComponents", contentComponents, 1, 4096);
    Check.between("linearRank", linearRank, 1, 4096);
    if (hiddenUnits.isEmpty()) {
      throw new IllegalArgumentException("hiddenUnits is empty, expected at least one layer");
    }
    for (int units : hiddenUnits) {
      Check.between("hiddenUnits", units, 1, 65536);
    }
    Check.between("dropout", dropout, 0, 0.95);
    Check.atLeast("negativesPerPositive", negativesPerPositive, 1);
    Check.atLeast("softmaxMovies", softmaxMovies, 2);
    if (objectives.isEmpty()) {
      throw new IllegalArgumentException(
          "objectives is empty, expected next, reconstruct or mixture");
    }
    Check.between("reconstructShare", reconstructShare, 0.05, 0.95);
    Check.between("inputDropout", inputDropout, 0, 0.95);
    Check.between("finalInputDropout", finalInputDropout, 0, 0.95);
    Check.atLeast("decay", decay, 0);
    Check.between("decayExponent", decayExponent, 0, 1);
    Check.atLeast("weightDecay", weightDecay, 0);
    Check.atLeast("userBatch", userBatch, 1);
    Check.atLeast("batchSize", batchSize, 1);
    Check.atLeast("epochs", epochs, 1);
    Check.atLeast("patience", patience, 1);
    Check.positive("learningRate", learningRate);
    Check.atLeast("warmupEpochs", warmupEpochs, 0);
    Check.atLeast("validationUsers", validationUsers, 1);
    Check.atLeast("threads", threads, 0);
  }
}
