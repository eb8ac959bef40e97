package dev.marquee.jobs.cli;

import ai.djl.Device;
import ai.djl.engine.Engine;
import dev.marquee.data.UserError;
import dev.marquee.jobs.config.DeviceChoice;
import dev.marquee.jobs.config.NcfConfig;
import dev.marquee.jobs.ncf.NcfBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Benchmarks NCF training and scoring. */
@Command(
    name = "ncf",
    description =
        "NCF training samples/s and catalogue scores/s, with their FLOP/s beside those of bare"
            + " matrix products of the same shapes.",
    showDefaultValues = true)
final class BenchNcfCommand implements Runnable {
  @Mixin private ConfigOptions options;

  @Option(names = "--users", paramLabel = "N", description = "Users of the random data.")
  private int users = 6040;

  @Option(names = "--movies", paramLabel = "N", description = "Movies of the random data.")
  private int movies = 3706;

  @Option(names = "--seconds", paramLabel = "S", description = "Time of one of five rounds.")
  private double seconds = 3;

  @Override
  public void run() {
    if (users < 1 || movies < 2 || !(seconds > 0)) {
      throw new UserError(
          "--users %d, --movies %d, --seconds %s: expected at least 1, at least 2 and more than 0"
              .formatted(users, movies, seconds));
    }
    NcfConfig config = options.load().config().ncf();
    boolean hasGpu = Engine.getInstance().getGpuCount() > 0;
    if (config.device() == DeviceChoice.GPU && !hasGpu) {
      throw new UserError("ncf.device is gpu, but the engine sees no GPU; set ncf.device=cpu");
    }
    boolean gpu = hasGpu && config.device() != DeviceChoice.CPU;
    new NcfBenchmark(config, users, movies, gpu ? Device.gpu() : Device.cpu(), seconds)
        .run(System.out);
  }
}
