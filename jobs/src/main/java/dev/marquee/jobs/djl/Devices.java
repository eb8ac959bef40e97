package dev.marquee.jobs.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import dev.marquee.data.UserError;
import dev.marquee.jobs.config.DeviceChoice;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** The device that a Spark task computes on, and how many threads the engine gives it. */
public final class Devices {
  private static final String OFFLINE = "ai.djl.offline";

  private Devices() {}

  /**
   * The device of a training task, which has its executor to itself.
   *
   * @param threads engine threads; 0 takes all cores of the executor
   * @throws UserError if a GPU is asked for and the task has none
   */
  public static Device forTraining(TaskContext task, DeviceChoice choice, int threads) {
    Device device = device(task, choice);
    setThreads(threads > 0 ? threads : executorCores());
    return device;
  }

  /** The device of one of many tasks that share the executor's cores. */
  public static Device forScoring(TaskContext task, DeviceChoice choice) {
    Device device = device(task, choice);
    setThreads(task.cpus());
    return device;
  }

  private static Device device(TaskContext task, DeviceChoice choice) {
    ResourceInformation gpu =
        choice != DeviceChoice.CPU && task.resources().contains("gpu")
            ? task.resources().apply("gpu")
            : null;
    if (gpu != null) {
      return Device.gpu(Integer.parseInt(gpu.addresses()[0]));
    }
    if (choice == DeviceChoice.GPU) {
      throw new UserError(
          "device is gpu, but the task has no GPU resource: submit with --conf"
              + " spark.task.resource.gpu.amount=1 and --conf spark.executor.resource.gpu.amount=1,"
              + " or set device=cpu");
    }
    return Device.cpu();
  }

  private static int executorCores() {
    return SparkEnv.get()
        .conf()
        .getInt("spark.executor.cores", Runtime.getRuntime().availableProcessors());
  }

  /** Sets the engine's threads for work that the calling thread starts; every task sets its own. */
  public static void setThreads(int threads) {
    NativeMemory.keepFreedBlocks();
    if (System.getProperty(OFFLINE) == null) {
      // The native library is on the classpath; a mismatch shall fail and not download another.
      System.setProperty(OFFLINE, "true");
    }
    Engine.getInstance();
    JniUtils.setNumThreads(threads);
  }
}
