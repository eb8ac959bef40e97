package dev.marquee.serving.recommend;

/** A user as the NCF model sees one: a vector for each branch. */
final class UserVector {
  private final float[] gmf;
  private final float[] mlp;

  /** Takes over the arrays. */
  UserVector(float[] gmf, float[] mlp) {
    this.gmf = gmf;
    this.mlp = mlp;
  }

  /** Vector of the GMF branch; do not modify. */
  float[] gmf() {
    return gmf;
  }

  /** Vector of the MLP branch; do not modify. */
  float[] mlp() {
    return mlp;
  }
}
