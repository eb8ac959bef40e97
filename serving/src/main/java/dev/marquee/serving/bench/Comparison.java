package dev.marquee.serving.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The service beside the bare handler under the same load, in alternating rounds: what else runs on
 * the machine falls on both. Figures are medians over the rounds; of the ratio, which is taken
 * within each round, the spread is told as well.
 */
final class Comparison {
  private static final int PROBES = 50;

  private final String scenario;
  private final List<Measurement> service = new ArrayList<>();
  private final List<Measurement> bare = new ArrayList<>();
  private int bytes;

  private Comparison(String scenario) {
    this.scenario = scenario;
  }

  /**
   * Measures a scenario, after a warm-up as long as a round.
   *
   * @param load the service's requests
   * @param servicePort where the service listens
   * @param barePort where the bare handler listens
   */
  static Comparison run(
      String scenario, Load load, int servicePort, int barePort, int rounds, Duration each)
      throws IOException {
    Comparison comparison = new Comparison(scenario);
    comparison.bytes = meanBytes(load, servicePort);
    Load constant = load.of(List.of(like(load.requests().get(0), comparison.bytes)));
    load.drive(servicePort, each);
    constant.drive(barePort, each);
    for (int round = 0; round < rounds; round++) {
      if (round % 2 == 0) {
        comparison.bare.add(constant.drive(barePort, each));
        comparison.service.add(load.drive(servicePort, each));
      } else {
        comparison.service.add(load.drive(servicePort, each));
        comparison.bare.add(constant.drive(barePort, each));
      }
    }
    return comparison;
  }

  private static int meanBytes(Load load, int port) throws IOException {
    try (KeepAliveConnection connection = new KeepAliveConnection(port)) {
      long sum = 0;
      int count = Math.min(PROBES, load.requests().size());
      for (byte[] request : load.requests().subList(0, count)) {
        connection.exchange(request);
        sum += connection.bodyLength();
      }
      return (int) (sum / count);
    }
  }

  /** A request with the same method and body for so many constant bytes. */
  private static byte[] like(byte[] request, int bytes) {
    String path = "/constant/" + bytes;
    String text = new String(request, java.nio.charset.StandardCharsets.US_ASCII);
    return text.startsWith("GET")
        ? KeepAliveConnection.get(path)
        : KeepAliveConnection.withBody("POST", path, text.substring(text.indexOf("\r\n\r\n") + 4));
  }

  /** Answers without success, of both. */
  int errors() {
    return IntStream.concat(
            service.stream().mapToInt(Measurement::errors),
            bare.stream().mapToInt(Measurement::errors))
        .sum();
  }

  /** The heading of rows. */
  static String heading() {
    return "%-26s %7s %9s %7s %7s %12s %7s %7s  %-22s %6s"
        .formatted(
            "scenario",
            "bytes",
            "answers/s",
            "p50 ms",
            "p99 ms",
            "bare/s",
            "p50 ms",
            "p99 ms",
            "ratio (least to most)",
            "errors");
  }

  /** The figures in one line. */
  String row() {
    double[] ratios =
        IntStream.range(0, service.size())
            .mapToDouble(i -> service.get(i).perSecond() / bare.get(i).perSecond())
            .sorted()
            .toArray();
    return String.format(
        Locale.ROOT,
        "%-26s %7d %9.0f %7.2f %7.2f %12.0f %7.2f %7.2f  %-22s %6d",
        scenario,
        bytes,
        median(service, Measurement::perSecond),
        median(service, each -> each.milliseconds(0.5)),
        median(service, each -> each.milliseconds(0.99)),
        median(bare, Measurement::perSecond),
        median(bare, each -> each.milliseconds(0.5)),
        median(bare, each -> each.milliseconds(0.99)),
        String.format(
            Locale.ROOT,
            "%.0f %% (%.0f to %.0f)",
            100 * ratios[ratios.length / 2],
            100 * ratios[0],
            100 * ratios[ratios.length - 1]),
        errors());
  }

  private static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> figure) {
    double[] values = rounds.stream().mapToDouble(figure).toArray();
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
