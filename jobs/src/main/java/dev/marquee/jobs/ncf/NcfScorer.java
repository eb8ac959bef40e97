package dev.marquee.jobs.ncf;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import dev.marquee.jobs.config.DeviceChoice;
import dev.marquee.jobs.djl.Devices;
import dev.marquee.jobs.djl.ExecutorModel;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.util.SerializableConfiguration;

/** The movie side of a checkpoint, ready to score users; one an executor, shared by its tasks. */
public final class NcfScorer implements AutoCloseable {
  private final NDManager manager;
  private final CatalogueScorer scorer;
  private final long[] movieIds;
  private final DeviceChoice device;

  private NcfScorer(
      NDManager manager, NcfCheckpoint checkpoint, NcfWeights weights, DeviceChoice device) {
    this.manager = manager;
    this.device = device;
    scorer = new CatalogueScorer(weights, manager);
    movieIds = checkpoint.movieIds();
  }

  /** A recipe that loads the checkpoint's movie side on each executor, on its task's device. */
  public static ExecutorModel<NcfScorer> onExecutors(
      String checkpoint, SerializableConfiguration hadoop, DeviceChoice choice) {
    return new ExecutorModel<>(
        checkpoint,
        () -> {
          Device device = Devices.forScoring(TaskContext.get(), choice);
          Path source = new Path(checkpoint);
          NcfCheckpoint description = NcfCheckpoint.describe(source, hadoop.value());
          NDManager manager = NDManager.newBaseManager(device);
          NcfWeights weights = description.loadMovies(source, hadoop.value());
          return new NcfScorer(manager, description, weights, choice);
        });
  }

  /** Ids by movie row, ascending; do not modify. */
  public long[] movieIds() {
    return movieIds;
  }

  /** Gives the calling thread the engine threads of its task. */
  public void useThreadsOf(TaskContext task) {
    Devices.forScoring(task, device);
  }

  /** See {@link CatalogueScorer#score}. */
  public float[] score(float[] gmf, float[] mlp) {
    return scorer.score(gmf, mlp);
  }

  @Override
  public void close() {
    manager.close();
  }
}
