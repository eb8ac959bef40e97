package dev.marquee.serving.recommend;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What became of one movie in one request, and why.
 *
 * @param movieId the movie
 * @param title its title
 * @param userKind what is known of the user
 * @param ratingCount ratings that the request is answered from
 * @param sourceRanks place, from 1, in what each source proposed; a source that did not propose it
 *     is absent
 * @param removal what keeps it out, if anything does
 * @param raw its components before scaling
 * @param components its components on the common scale
 * @param weights how the components count, summing to 1
 * @param boost sum of the boosts that the request asked for
 * @param noise what exploration added
 * @param score the blend, with boost and noise
 * @param rankByScore its place before re-ranking, from 1; empty if removed or no candidate
 * @param rank its place in the list, from 1; empty if removed. Movies that are no candidates come
 *     behind all that are
 * @param verdict the same in one line
 */
public record Trace(
    long movieId,
    String title,
    UserKind userKind,
    int ratingCount,
    Map<CandidateSource, Integer> sourceRanks,
    Optional<Removal> removal,
    RawScores raw,
    ComponentScores components,
    HybridWeights weights,
    double boost,
    double noise,
    double score,
    OptionalInt rankByScore,
    OptionalInt rank,
    String verdict) {

  /** Copies the map. */
  public Trace {
    sourceRanks = Map.copyOf(sourceRanks);
  }
}
