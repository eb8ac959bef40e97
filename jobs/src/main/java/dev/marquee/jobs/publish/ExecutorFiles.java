package dev.marquee.jobs.publish;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Looks at files where Spark's executors run, one line of text for each file. */
final class ExecutorFiles {
  private ExecutorFiles() {}

  /** What is done with one file; the answer is text, which passes any Spark serializer. */
  interface FileFunction extends Serializable {
    String apply(Path file, Configuration hadoop);
  }

  /** The function's answers, in the order of the files. */
  static List<String> map(SparkSession spark, List<Path> files, FileFunction function) {
    if (files.isEmpty()) {
      return List.of();
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(spark.sessionState().newHadoopConf()));
    try {
      List<String> paths = new ArrayList<>(files.stream().map(Path::toString).toList());
      int slices = Math.min(paths.size(), 4 * context.defaultParallelism());
      return context
          .parallelize(paths, slices)
          .map(path -> function.apply(new Path(path), hadoop.value().value()))
          .collect();
    } finally {
      hadoop.destroy();
    }
  }
}
