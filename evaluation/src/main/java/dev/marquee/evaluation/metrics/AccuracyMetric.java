package dev.marquee.evaluation.metrics;

/**
 * How well the first k places of one list hold the relevant movies; every value is 0 to 1.
 *
 * <p>A list that is shorter than k has no hits at the places that it lacks. Users with nothing
 * relevant have no value; callers leave them out.
 */
public enum AccuracyMetric {
  /** hits / k. */
  PRECISION("precision") {
    @Override
    double value(boolean[] hits, int k, int relevant) {
      return (double) count(hits, k) / k;
    }
  },
  /** hits / relevant. */
  RECALL("recall") {
    @Override
    double value(boolean[] hits, int k, int relevant) {
      return (double) count(hits, k) / relevant;
    }
  },
  /** Harmonic mean of precision and recall: 2 hits / (k + relevant). */
  F1("f1") {
    @Override
    double value(boolean[] hits, int k, int relevant) {
      return 2.0 * count(hits, k) / (k + relevant);
    }
  },
  /** 1 if there is a hit. */
  HIT_RATE("hitRate") {
    @Override
    double value(boolean[] hits, int k, int relevant) {
      return count(hits, k) > 0 ? 1 : 0;
    }
  },
  /** 1 / place of the first hit, from 1; 0 without a hit. */
  MRR("mrr") {
    @Override
    double value(boolean[] hits, int k, int relevant) {
      for (int place = 0; place < Math.min(k, hits.length); place++) {
        if (hits[place]) {
          return 1.0 / (place + 1);
        }
      }
      return 0;
    }
  },
  /**
   * Binary: the sum of 1 / log2(place + 1) over the hits, divided by that of a list that starts
   * with min(k, relevant) hits (Järvelin and Kekäläinen 2002).
   */
  NDCG("ndcg") {
    @Override
    double value(boolean[] hits, int k, int relevant) {
      double gain = 0;
      double ideal = 0;
      for (int place = 0; place < k; place++) {
        double discounted = Math.log(2) / Math.log(place + 2);
        gain += place < hits.length && hits[place] ? discounted : 0;
        ideal += place < relevant ? discounted : 0;
      }
      return gain / ideal;
    }
  },
  /** The sum of the precision at every hit's place, divided by min(k, relevant). */
  MAP("map") {
    @Override
    double value(boolean[] hits, int k, int relevant) {
      int found = 0;
      double sum = 0;
      for (int place = 0; place < Math.min(k, hits.length); place++) {
        if (hits[place]) {
          found++;
          sum += (double) found / (place + 1);
        }
      }
      return sum / Math.min(k, relevant);
    }
  };

  private final String word;

  AccuracyMetric(String word) {
    this.word = word;
  }

  abstract double value(boolean[] hits, int k, int relevant);

  /**
   * The value of one list.
   *
   * @param hits by place, whether the movie there is relevant; may be longer or shorter than k
   * @param k number of places that count, at least 1
   * @param relevant number of relevant movies, at least 1
   */
  public double at(int k, boolean[] hits, int relevant) {
    if (k < 1 || relevant < 1) {
      throw new IllegalArgumentException(
          "k " + k + " and " + relevant + " relevant, expected at least 1 of both");
    }
    return value(hits, k, relevant);
  }

  /** The name in files and tables. */
  public String word() {
    return word;
  }

  private static int count(boolean[] hits, int k) {
    int count = 0;
    for (int place = 0; place < Math.min(k, hits.length); place++) {
      count += hits[place] ? 1 : 0;
    }
    return count;
  }
}
