package dev.marquee.evaluation.report;

import dev.marquee.evaluation.metrics.AccuracyMetric;
import dev.marquee.evaluation.metrics.MetricKey;
import dev.marquee.evaluation.metrics.Relevance;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All figures of one model.
 *
 * @param model its name
 * @param settings what it was run with, in words
 * @param trainSeconds seconds that training took, choosing settings included
 * @param rankSeconds seconds that scoring and ranking all users took
 * @param figures by full ranking
 * @param buckets at k = 10 by the number of known ratings, buckets without users left out
 * @param sampled by the sampled protocol, empty if it was not asked for
 * @param evolution while histories grow, empty if it was not measured
 */
public record ModelResult(
    String model,
    Map<String, String> settings,
    double trainSeconds,
    double rankSeconds,
    List<Figure> figures,
    List<BucketFigure> buckets,
    List<Figure> sampled,
    List<EvolutionFigure> evolution) {

  /** A figure by full ranking, empty if it was not measured. */
  public Optional<Figure> figure(MetricKey key) {
    return figures.stream().filter(figure -> figure.key().equals(key)).findFirst();
  }

  /** An accuracy figure by full ranking; it is always there for the protocol's list lengths. */
  public Figure figure(AccuracyMetric metric, int k, Relevance relevance) {
    MetricKey key = MetricKey.of(metric, k, relevance);
    return figure(key)
        .orElseThrow(() -> new IllegalArgumentException(model + " has no figure " + key));
  }
}
