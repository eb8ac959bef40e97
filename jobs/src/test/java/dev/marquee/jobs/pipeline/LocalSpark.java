package dev.marquee.jobs.pipeline;

import org.apache.spark.sql.SparkSession;

/** The one local Spark session of a test run: two threads, loopback, no user interface. */
public final class LocalSpark {
  private LocalSpark() {}

  /** The shared session; never stop it. */
  public static SparkSession session() {
    return Holder.SESSION;
  }

  private static final class Holder {
    static final SparkSession SESSION = create();

    private static SparkSession create() {
      System.setProperty("spark.master", "local[2]");
      System.setProperty("spark.ui.enabled", "false");
      System.setProperty("spark.driver.host", "127.0.0.1");
      System.setProperty("spark.driver.bindAddress", "127.0.0.1");
      System.setProperty("spark.sql.shuffle.partitions", "4");
      return SparkSessions.create("tests");
    }
  }
}
