package dev.marquee.jobs.ncf;

import dev.marquee.jobs.config.NcfConfig;
import java.util.SplittableRandom;

/**
 * Cuts a user's time-ordered history into what the model is told and what it has to foresee, anew
 * in every epoch. A wanted movie is never among the given ones.
 */
final class Objective {
  /** Foresee a block of this share of the history. */
  private static final double BLOCK_SHARE = 0.25;

  /** The model is told at least this share of the history before it has to foresee. */
  private static final double LEAST_PREFIX = 0.125;

  private final NcfConfig.Objective kind;
  private final NcfConfig config;
  private final SplittableRandom random;

  Objective(NcfConfig.Objective kind, NcfConfig config, long seed) {
    this.kind = kind;
    this.config = config;
    random = new SplittableRandom(seed);
  }

  /** What becomes of an interaction in one step. */
  enum Role {
    GIVEN,
    WANTED,
    DROPPED
  }

  /**
   * Draws the roles of a history.
   *
   * @param count number of ratings, oldest first
   * @param dropout share of the given ratings to drop
   * @param roles the first {@code count} are set
   */
  void draw(int count, double dropout, Role[] roles) {
    boolean next =
        switch (kind) {
          case NEXT -> true;
          case RECONSTRUCT -> false;
          case MIXTURE -> random.nextBoolean();
        };
    if (next) {
      int least = Math.max(1, (int) (count * LEAST_PREFIX));
      int prefix = count > least ? random.nextInt(least, count) : 0;
      int block = Math.max(1, (int) Math.ceil(count * BLOCK_SHARE));
      for (int i = 0; i < count; i++) {
        if (i < prefix) {
          roles[i] = random.nextDouble() < dropout ? Role.DROPPED : Role.GIVEN;
        } else {
          roles[i] = i < prefix + block ? Role.WANTED : Role.DROPPED;
        }
      }
    } else {
      for (int i = 0; i < count; i++) {
        roles[i] = random.nextDouble() < config.reconstructShare() ? Role.GIVEN : Role.WANTED;
      }
    }
  }
}
