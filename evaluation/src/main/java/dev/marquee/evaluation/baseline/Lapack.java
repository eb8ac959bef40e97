package dev.marquee.evaluation.baseline;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import java.util.logging.Level;
import java.util.logging.Logger;

/** LAPACK in Java, as Spark brings it: the same results on every machine. */
final class Lapack {
  /**
   * The loader warns that there is no native library, which nobody asked for. Kept, or the level is
   * lost.
   */
  private static final Logger LOADER =
      Logger.getLogger("dev.ludovic.netlib.lapack.InstanceBuilder");

  private static final JavaLAPACK INSTANCE;

  static {
    LOADER.setLevel(Level.SEVERE);
    INSTANCE = JavaLAPACK.getInstance();
  }

  private Lapack() {}

  static JavaLAPACK instance() {
    return INSTANCE;
  }
}
