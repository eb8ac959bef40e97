package dev.marquee.evaluation.report;

import java.util.List;
import java.util.Optional;

/**
 * All that one evaluation measured; every file and table is written from this.
 *
 * @param version of this form, counted up when a field changes its meaning
 * @param protocol how it was measured, one sentence
 * @param data what it was measured on
 * @param reference the model that the others are compared with, or null
 * @param models in the order of the tables
 * @param comparisons each other model against the reference, at k = 10
 * @param extras further tables
 */
public record EvaluationResults(
    int version,
    String protocol,
    DataSummary data,
    String reference,
    List<ModelResult> models,
    List<Comparison> comparisons,
    List<ExtraTable> extras) {
  /** The version that this code writes. */
  public static final int VERSION = 1;

  /** Takes copies of the lists. */
  public EvaluationResults {
    models = List.copyOf(models);
    comparisons = List.copyOf(comparisons);
    extras = List.copyOf(extras);
  }

  /** The comparison of a model in a figure; empty for the reference itself. */
  public Optional<Comparison> comparison(String model, Figure figure) {
    return comparisons.stream()
        .filter(
            comparison ->
                comparison.model().equals(model)
                    && comparison.metric().equals(figure.metric())
                    && comparison.k() == figure.k()
                    && comparison.relevance().equals(figure.relevance()))
        .findFirst();
  }
}
