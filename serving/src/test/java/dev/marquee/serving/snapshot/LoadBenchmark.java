package dev.marquee.serving.snapshot;

import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.SnapshotStore;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long a fresh process takes to its published snapshot in memory, class loading and all. The
 * system property {@code marquee.warehouse} is the warehouse's folder on the local disk.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(value = 5, jvmArgsAppend = "-Xmx1g")
public class LoadBenchmark {

  /** Plain files. */
  @Benchmark
  public Snapshot plainFiles() {
    Configuration hadoop = new Configuration();
    return SnapshotReader.readCurrent(
        new SnapshotStore(new Path(warehouse().toUri()), hadoop), hadoop);
  }

  /** The same files through Hadoop's file system, as paths without scheme are read. */
  @Benchmark
  public Snapshot hadoop() {
    Configuration hadoop = new Configuration();
    Path folder = new Path(warehouse().toString());
    String id = new SnapshotStore(folder, hadoop).currentId().orElseThrow();
    return SnapshotReader.read(
        new SnapshotDirectory(id, new Path(folder, "snapshots/" + id)), hadoop);
  }

  private static java.nio.file.Path warehouse() {
    return java.nio.file.Path.of(System.getProperty("marquee.warehouse")).toAbsolutePath();
  }
}
