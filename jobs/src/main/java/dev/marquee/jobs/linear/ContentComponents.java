package dev.marquee.jobs.linear;

/** Content features reduced to a few dense numbers a movie: their principal components. */
public final class ContentComponents {
  private ContentComponents() {}

  /**
   * The leading left singular vectors of the features, each times its singular value: of all tables
   * of that width the one whose dot products are closest to those of the features.
   *
   * @param features a row for each movie, at least one
   * @param components numbers wanted of each movie, at least 1; there are no more of them than
   *     movies
   * @return row-major {@code float[movies][components]}; 0 for movies without features
   */
  public static float[] of(SparseMatrix features, int components, long seed) {
    int movies = features.rows();
    // One user who rated nothing: what makes movies alike is their content alone.
    InteractionMatrix nobody = new InteractionMatrix(movies, new int[2], new int[0]);
    ItemGram similarity = new ItemGram(nobody, features, new ItemGram.Shares(0, 1));
    ItemSpectrum spectrum = ItemSpectrum.of(similarity, components, seed);
    float[] table = spectrum.vectors().clone();
    for (int i = 0; i < table.length; i++) {
      table[i] *= (float) Math.sqrt(spectrum.eigenvalues()[i % spectrum.rank()]);
    }
    return table;
  }
}
