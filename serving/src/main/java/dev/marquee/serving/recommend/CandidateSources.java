package dev.marquee.serving.recommend;

import dev.marquee.serving.snapshot.RankedLists;
import dev.marquee.serving.snapshot.Snapshot;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The sources that propose movies, each in its own order, only such as may be shown.
 *
 * <p>Retrieval goes through the whole catalogue, see {@link Retrieval}. A user without new ratings
 * whose nightly list is there needs none: the list is the catalogue by the NCF score itself.
 *
 * <p>Memory beside the snapshot: 4 bytes a movie.
 */
final class CandidateSources {
  private final Snapshot snapshot;
  private final CandidateCounts counts;
  private final RatingScale ratings;
  private final Retrieval retrieval;
  private final int[] byPopularity;

  CandidateSources(RankingModel model, RecommenderConfig config) {
    this.snapshot = model.snapshot();
    this.counts = config.candidates();
    this.ratings = config.ratings();
    retrieval = model.retrieval();
    float[] popularity = new float[snapshot.movies().size()];
    for (int movie = 0; movie < popularity.length; movie++) {
      popularity[movie] = snapshot.popularity().score(movie);
    }
    byPopularity = Order.descending(popularity);
  }

  /** What a source proposes, its best first. */
  int[] propose(CandidateSource source, History history, UserScorer scorer, Eligibility eligible) {
    return switch (source) {
      case NIGHTLY -> nightly(history, eligible);
      case NEIGHBOURS -> neighbours(history, eligible);
      case RETRIEVAL ->
          hasNightlyList(history)
              ? new int[0]
              : retrieval.best(scorer.ncf(), scorer::logits, eligible::allows, counts.retrieval());
      case POPULAR -> popular(eligible);
    };
  }

  private boolean hasNightlyList(History history) {
    return history.kind() == UserKind.KNOWN && counts.nightly() > 0 && nightlyRow(history) >= 0;
  }

  private int nightlyRow(History history) {
    return history.userRow() < 0
        ? -1
        : snapshot.nightly().userIds().rowOf(snapshot.histories().userIds().at(history.userRow()));
  }

  private int[] nightly(History history, Eligibility eligible) {
    int row = nightlyRow(history);
    int[] found = new int[counts.nightly()];
    int size = 0;
    if (row >= 0) {
      RankedLists lists = snapshot.nightly().lists();
      for (int i = lists.from(row); i < lists.to(row) && size < found.length; i++) {
        if (eligible.allows(lists.movie(i))) {
          found[size++] = lists.movie(i);
        }
      }
    }
    return Arrays.copyOf(found, size);
  }

  /**
   * The nearest neighbour of every liked movie, newest first, then each one's second, and so on.
   */
  private int[] neighbours(History history, Eligibility eligible) {
    int[] liked = recentlyLiked(history);
    RankedLists similar = snapshot.similar();
    BitSet taken = new BitSet(snapshot.movies().size());
    int[] found = new int[counts.neighbours()];
    int size = 0;
    boolean isMore = true;
    for (int rank = 0; isMore && size < found.length; rank++) {
      isMore = false;
      for (int i = 0; i < liked.length && size < found.length; i++) {
        int place = similar.from(liked[i]) + rank;
        if (place < similar.to(liked[i])) {
          isMore = true;
          int movie = similar.movie(place);
          if (!taken.get(movie) && eligible.allows(movie)) {
            taken.set(movie);
            found[size++] = movie;
          }
        }
      }
    }
    return Arrays.copyOf(found, size);
  }

  private int[] recentlyLiked(History history) {
    int[] liked = new int[Math.min(counts.recentLikes(), history.size())];
    int size = 0;
    for (int place = history.size() - 1; place >= 0 && size < liked.length; place--) {
      if (history.stars(place) >= ratings.liked()) {
        liked[size++] = history.movie(place);
      }
    }
    return Arrays.copyOf(liked, size);
  }

  private int[] popular(Eligibility eligible) {
    int[] found = new int[counts.popular()];
    int size = 0;
    for (int i = 0; i < byPopularity.length && size < found.length; i++) {
      if (eligible.allows(byPopularity[i])) {
        found[size++] = byPopularity[i];
      }
    }
    return Arrays.copyOf(found, size);
  }
}
