package dev.marquee.evaluation.cli;

import dev.marquee.evaluation.run.WorkFolder;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** The option of the commands that train in a warehouse of their own. */
final class WorkOption {
  @Option(
      names = "--work",
      paramLabel = "URI",
      description =
          "Where the temporary warehouse is made, on a file system that driver and executors"
              + " share; the system's folder of temporary files unless given.")
  private String parent;

  /** A new folder; closing it removes it. */
  WorkFolder create(SparkSession spark) {
    return WorkFolder.in(parent, spark.sessionState().newHadoopConf());
  }
}
