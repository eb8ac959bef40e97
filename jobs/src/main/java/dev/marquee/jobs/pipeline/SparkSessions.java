package dev.marquee.jobs.pipeline;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Creates Spark sessions; what spark-submit was given always wins over the defaults here. */
public final class SparkSessions {
  private SparkSessions() {}

  /** A session under this name, on all local cores unless a master was given. */
  public static SparkSession create(String name) {
    SparkConf conf = new SparkConf();
    conf.setAppName("marquee " + name);
    conf.setIfMissing("spark.master", "local[*]");
    // Spark NLP's annotations are large object graphs.
    conf.setIfMissing("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
    conf.setIfMissing("spark.kryoserializer.buffer.max", "512m");
    // One encoder call per task: more threads than cores only get in each other's way.
    conf.setIfMissing(
        "spark.jsl.settings.onnx.intraOpNumThreads", conf.get("spark.task.cpus", "1"));
    conf.setIfMissing("spark.sql.session.timeZone", "UTC");
    conf.setIfMissing("spark.sql.parquet.compression.codec", "snappy");
    // Epochs reach the driver with the executors' heartbeats.
    conf.setIfMissing("spark.executor.heartbeatInterval", "5s");
    // On Java 17 there is a console only where both ends are a terminal; later Javas differ.
    @SuppressWarnings("SystemConsoleNull")
    boolean terminal = System.console() != null;
    conf.setIfMissing("spark.ui.showConsoleProgress", String.valueOf(terminal));
    return SparkSession.builder().config(conf).getOrCreate();
  }
}
