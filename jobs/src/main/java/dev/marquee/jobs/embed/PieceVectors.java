package dev.marquee.jobs.embed;

/** What the pieces of a vocabulary mean before any training. */
public interface PieceVectors {
  /** A unit vector with mean zero, which LayerNorm's centring leaves alone. */
  double[] direction(int piece);

  /** How much the piece counts in a text's vector, above 0, at most 1. */
  double weight(int piece);
}
