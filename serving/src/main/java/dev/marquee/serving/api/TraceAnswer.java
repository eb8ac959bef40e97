package dev.marquee.serving.api;

import dev.marquee.data.Names;
import dev.marquee.serving.recommend.Trace;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What became of a movie in a request, and why.
 *
 * @param requestId the request
 * @param snapshot what it was answered from
 * @param movieId the movie
 * @param title its title
 * @param verdict the whole in one line
 * @param userKind known, adapted, visitor or cold-start
 * @param ratingCount ratings that the request was answered from
 * @param sourceRanks place, from 1, in what each source of candidates proposed
 * @param removal what keeps it out, if anything does
 * @param contentSimilarity mean signed similarity to the rated movies
 * @param probability of the NCF model
 * @param popularity the nightly popularity score, 0 to 1
 * @param components the three in standard deviations
 * @param weights how they count
 * @param boost sum of the boosts
 * @param noise what exploration added
 * @param score the blend
 * @param rankByScore its place before re-ranking
 * @param rank its place in the list
 * @param degraded what was not taken into account because a part of the service is down
 */
public record TraceAnswer(
    String requestId,
    SnapshotAnswer snapshot,
    long movieId,
    String title,
    String verdict,
    String userKind,
    int ratingCount,
    Map<String, Integer> sourceRanks,
    Optional<String> removal,
    double contentSimilarity,
    double probability,
    double popularity,
    WeightsAnswer components,
    WeightsAnswer weights,
    double boost,
    double noise,
    double score,
    OptionalInt rankByScore,
    OptionalInt rank,
    Optional<String> degraded) {

  /** A trace as clients see it. */
  static TraceAnswer of(
      String requestId, SnapshotAnswer snapshot, Trace trace, Optional<String> degraded) {
    Map<String, Integer> ranks = new TreeMap<>();
    trace.sourceRanks().forEach((source, rank) -> ranks.put(Names.of(source), rank));
    return new TraceAnswer(
        requestId,
        snapshot,
        trace.movieId(),
        trace.title(),
        trace.verdict(),
        Names.of(trace.userKind()),
        trace.ratingCount(),
        ranks,
        trace.removal().map(Names::of),
        Rounded.of(trace.raw().contentSimilarity()),
        Rounded.of(trace.raw().probability()),
        Rounded.of(trace.raw().popularity()),
        WeightsAnswer.of(trace.components()),
        WeightsAnswer.of(trace.weights()),
        Rounded.of(trace.boost()),
        Rounded.of(trace.noise()),
        Rounded.of(trace.score()),
        trace.rankByScore(),
        trace.rank(),
        degraded);
  }
}
