package dev.marquee.jobs.sample;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * Lets a viewer watch and rate, one film after the other.
 *
 * <p><b>When.</b> People join at a random moment of the {@link #YEARS} years before {@link #END},
 * ten days before it at the latest. A first session of 12 to 30 ratings is followed by sessions of
 * 1 to 20; the days between two sessions are log-normal (median 6, sigma 1.2, at least half a day),
 * shortened in proportion where they would pass the end; between two ratings of a session lie 5
 * plus log-normal seconds (median 65, sigma 0.9). A film can be rated from the 1st of January after
 * its year of release, which is never before its release.
 *
 * <p><b>What.</b> Without replacement, with the probability of film m proportional to
 *
 * <pre>(0.05 + (fame_m / 100)^a) x exp(1.35 match_m + 0.35 quality_m - (year_m - y)^2 / (2 w^2)
 *     + 0.6 new_m + 4.0 kin_m)</pre>
 *
 * where a, y and w are the viewer's, match is {@link FilmSpace#match} under the taste of the
 * moment, quality is standardised, new falls from 1 to 0 in the first two years, and kin is a
 * memory of what was liked: after every rating it fades to 0.8 of itself, and after a rating above
 * the viewer's centre it grows by the cosine with each kin of that film.
 *
 * <p><b>Stars.</b> {@code mean + spread x (0.55 quality_m + 0.55 match_m + 0.65 g) / norm}, rounded
 * to half stars (whole stars for some viewers) and kept within 0.5 to 5; norm is the root of the
 * sum of the three squared weights and g is standard normal.
 */
final class ViewingSimulation {
  /** Seconds since 1970 after which nobody rates. */
  static final long END = LocalDate.of(2025, 7, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);

  /** The length of the recorded time. */
  static final int YEARS = 4;

  private static final double DAY = 86_400;
  private static final double CHANCE = 0.05;
  private static final double MATCH_IN_CHOICE = 1.35;
  private static final double QUALITY_IN_CHOICE = 0.35;
  private static final double NOVELTY_IN_CHOICE = 0.6;
  private static final double KIN_IN_CHOICE = 4.0;
  private static final double KIN_MEMORY = 0.8;
  private static final double FAINTEST_MEMORY = 0.01;
  private static final double QUALITY_IN_STARS = 0.55;
  private static final double MATCH_IN_STARS = 0.55;
  private static final double NOISE_IN_STARS = 0.65;
  private static final double NORM_OF_STARS =
      Math.sqrt(
          QUALITY_IN_STARS * QUALITY_IN_STARS
              + MATCH_IN_STARS * MATCH_IN_STARS
              + NOISE_IN_STARS * NOISE_IN_STARS);

  private final Catalogue catalogue;
  private final FilmSpace space;
  private final double[] quality;
  private final double[] logFame;
  private final long[] availableFrom;

  /** A simulation over all films of {@code catalogue}. */
  ViewingSimulation(Catalogue catalogue, FilmSpace space) {
    this.catalogue = catalogue;
    this.space = space;
    this.quality = FilmSpace.standardise(catalogue.quality().clone());
    this.logFame = new double[catalogue.size()];
    this.availableFrom = new long[catalogue.size()];
    for (int film = 0; film < logFame.length; film++) {
      logFame[film] = StrictMath.log(catalogue.fame()[film] / 100);
      availableFrom[film] = availableFrom(catalogue.years()[film]);
    }
  }

  /** The first second at which a film of {@code year} can be rated. */
  static long availableFrom(int year) {
    return LocalDate.of(year + 1, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
  }

  /**
   * What one viewer rated, oldest first.
   *
   * @param films film indices, no film twice
   * @param halfStars ratings in half stars, 1 to 10
   * @param timestamps seconds since 1970, rising
   */
  @SuppressWarnings("ArrayRecordComponent") // Only read, never compared.
  record History(int[] films, int[] halfStars, long[] timestamps) {}

  /** Simulates all ratings of {@code viewer}. */
  History simulate(Viewer viewer, RandomStream random) {
    int[] sessions = sessions(viewer.ratings(), random);
    long[] timestamps = timestamps(sessions, viewer.ratings(), random);
    int[] films = new int[viewer.ratings()];
    int[] halfStars = new int[films.length];
    boolean[] seen = new boolean[space.films()];
    double[] memory = new double[space.films()];
    int next = 0;
    for (int size : sessions) {
      double share = (double) next / films.length;
      double[] match = space.match(viewer.tasteAfter(share), viewer.traits());
      double[] appeal = appeal(viewer, match, timestamps[next]);
      for (int end = next + size; next < end; next++) {
        int film = random.weighted(remembered(appeal, memory, seen));
        seen[film] = true;
        films[next] = film;
        double stars = stars(viewer, film, match[film], random);
        halfStars[next] = round(stars, viewer.wholeStars());
        remember(memory, film, stars > viewer.meanStars());
      }
    }
    return new History(films, halfStars, timestamps);
  }

  /** Sizes of the sessions, which sum to {@code ratings}. */
  private static int[] sessions(int ratings, RandomStream random) {
    int[] sizes = new int[ratings];
    int count = 0;
    for (int left = ratings; left > 0; left -= sizes[count++]) {
      int size = count == 0 ? 12 + random.index(19) : 1 + random.index(20);
      sizes[count] = Math.min(left, size);
    }
    return Arrays.copyOf(sizes, count);
  }

  private static long[] timestamps(int[] sessions, int ratings, RandomStream random) {
    double[] offsets = new double[ratings];
    double[] gaps = new double[ratings];
    double days = 0;
    double within = 0;
    int next = 0;
    for (int session = 0; session < sessions.length; session++) {
      for (int i = 0; i < sessions[session]; i++, next++) {
        boolean opens = i == 0 && session > 0;
        double gap = opens ? Math.max(0.5, random.logNormal(6, 1.2)) : 0;
        days += gap;
        within += 5 + random.logNormal(65, 0.9);
        offsets[next] = within;
        gaps[next] = days;
      }
    }
    double start = END - random.uniform(DAY * 10, DAY * 365.25 * YEARS);
    double room = END - DAY - start - within;
    double scale = days == 0 ? 0 : Math.min(1, room / (days * DAY));
    long[] timestamps = new long[ratings];
    for (int i = 0; i < ratings; i++) {
      long at = (long) (start + offsets[i] + gaps[i] * DAY * scale);
      timestamps[i] = i == 0 ? at : Math.max(at, timestamps[i - 1] + 1);
    }
    return timestamps;
  }

  /** The weight of every film that does not depend on what was just watched; 0 if not yet out. */
  private double[] appeal(Viewer viewer, double[] match, long now) {
    double[] appeal = new double[match.length];
    for (int film = 0; film < appeal.length; film++) {
      if (availableFrom[film] > now) {
        continue;
      }
      double years = (catalogue.years()[film] - viewer.centralYear()) / viewer.yearSpread();
      double age = (now - availableFrom[film]) / (365.25 * DAY);
      double logit =
          MATCH_IN_CHOICE * match[film]
              + QUALITY_IN_CHOICE * quality[film]
              - years * years / 2
              + NOVELTY_IN_CHOICE * Math.max(0, 1 - age / 2);
      double reach = CHANCE + StrictMath.exp(viewer.fameExponent() * logFame[film]);
      appeal[film] = reach * StrictMath.exp(logit);
    }
    return appeal;
  }

  private static double[] remembered(double[] appeal, double[] memory, boolean[] seen) {
    double[] weights = new double[appeal.length];
    for (int film = 0; film < weights.length; film++) {
      if (!seen[film]) {
        boolean faint = memory[film] < FAINTEST_MEMORY;
        weights[film] =
            faint ? appeal[film] : appeal[film] * StrictMath.exp(KIN_IN_CHOICE * memory[film]);
      }
    }
    return weights;
  }

  private void remember(double[] memory, int film, boolean liked) {
    for (int other = 0; other < memory.length; other++) {
      memory[other] *= KIN_MEMORY;
    }
    if (liked) {
      for (int i = 0; i < space.kin(film).length; i++) {
        memory[space.kin(film)[i]] += space.kinship(film)[i];
      }
    }
  }

  private double stars(Viewer viewer, int film, double match, RandomStream random) {
    double opinion =
        QUALITY_IN_STARS * quality[film]
            + MATCH_IN_STARS * match
            + NOISE_IN_STARS * random.gaussian();
    return viewer.meanStars() + viewer.spreadStars() * opinion / NORM_OF_STARS;
  }

  private static int round(double stars, boolean wholeStars) {
    long halfStars = wholeStars ? 2 * Math.round(stars) : Math.round(2 * stars);
    return (int) Math.max(wholeStars ? 2 : 1, Math.min(10, halfStars));
  }
}
