package dev.marquee.serving.recommend;

import dev.marquee.serving.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long one request takes on one core: 10,000 movies, 600 users, lists of 20. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class RankingBenchmark {
  private static final int MOVIES = 10_000;
  private static final int USERS = 600;

  /** Whether the NCF model has an MLP branch; by default training keeps it only where it helps. */
  @Param({"false", "true"})
  public boolean mlp;

  private Recommender recommender;
  private Recommender keeping;
  private List<RecommendationRequest> visitors;
  private int next;

  /** Makes the snapshot and a hundred visitors with 20 ratings each. */
  @Setup
  public void setUp() {
    Snapshot snapshot = SyntheticSnapshot.of(MOVIES, USERS, 1, mlp);
    recommender = new Recommender(snapshot, RecommenderConfig.DEFAULT);
    keeping =
        new Recommender(
            snapshot, RecommenderConfig.DEFAULT, Optional.of(new ConcurrentHashMap<>()));
    Random random = new Random(2);
    visitors = new ArrayList<>();
    for (int visitor = 0; visitor < 100; visitor++) {
      RecommendationRequest.Builder request = RecommendationRequest.forVisitor().count(20);
      for (int i = 0; i < 20; i++) {
        request.rating(1 + random.nextInt(MOVIES), 1 + random.nextInt(5), i);
      }
      visitors.add(request.build());
    }
  }

  /** A visitor with 20 ratings. */
  @Benchmark
  public Recommendations visitor() {
    return recommender.recommend(visitors.get(next++ % visitors.size()));
  }

  /** A user of the snapshot with one more rating. */
  @Benchmark
  public Recommendations adaptedUser() {
    return recommender.recommend(
        RecommendationRequest.forUser(1 + next % USERS)
            .rating(1 + next++ % MOVIES, 4, 1_000_000)
            .count(20)
            .build());
  }

  /** A user of the snapshot. */
  @Benchmark
  public Recommendations knownUser() {
    return recommender.recommend(
        RecommendationRequest.forUser(1 + next++ % USERS).count(20).build());
  }

  /** A user of the snapshot whose taste is kept from the last time. */
  @Benchmark
  public Recommendations knownUserAgain() {
    return keeping.recommend(RecommendationRequest.forUser(1 + next++ % USERS).count(20).build());
  }

  /** A user of the snapshot, with diversity, calibration and reasons. */
  @Benchmark
  public Recommendations knownUserWithEverything() {
    return recommender.recommend(
        RecommendationRequest.forUser(1 + next++ % USERS)
            .count(20)
            .diversity(0.3)
            .calibration(0.3)
            .explain(true)
            .build());
  }

  /** The whole catalogue in order, as evaluation asks for it. */
  @Benchmark
  public FullRanking fullRanking() {
    return recommender.rankAll(
        RecommendationRequest.forUser(1 + next++ % USERS).scope(CandidateScope.ALL).build());
  }
}
