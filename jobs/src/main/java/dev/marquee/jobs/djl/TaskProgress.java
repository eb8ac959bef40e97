package dev.marquee.jobs.djl;

import dev.marquee.jobs.pipeline.Console;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.util.CollectionAccumulator;
import scala.collection.Iterator;

/**
 * Brings lines from a long task to the driver's console while the task runs: they go into an
 * accumulator, whose value travels with every executor heartbeat.
 */
public final class TaskProgress extends SparkListener implements AutoCloseable {
  private final SparkContext context;
  private final Console console;
  private final CollectionAccumulator<String> lines = new CollectionAccumulator<>();
  private int printed;

  /** Listens until closed. */
  public TaskProgress(SparkContext context, Console console) {
    this.context = context;
    this.console = console;
    context.register(lines, "progress");
    context.addSparkListener(this);
  }

  /** What the task calls with each line; serializable. */
  public Consumer<String> reporter() {
    CollectionAccumulator<String> target = lines;
    return (Consumer<String> & java.io.Serializable) target::add;
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    var tasks = update.accumUpdates().iterator();
    while (tasks.hasNext()) {
      Iterator<AccumulableInfo> infos = tasks.next()._4().iterator();
      while (infos.hasNext()) {
        AccumulableInfo info = infos.next();
        if (info.id() == lines.id()
            && info.update().isDefined()
            && info.update().get() instanceof List<?> values) {
          print(values);
        }
      }
    }
  }

  private synchronized void print(List<?> values) {
    // A task that was tried again starts over with a shorter list.
    for (int i = Math.min(printed, values.size()); i < values.size(); i++) {
      console.line("      %s", values.get(i));
    }
    printed = values.size();
  }

  /** Prints what the last heartbeat did not bring. */
  @Override
  public void close() {
    context.removeSparkListener(this);
    print(lines.value());
  }
}
