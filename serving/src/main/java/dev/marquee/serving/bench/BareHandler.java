package dev.marquee.serving.bench;

import dev.marquee.data.UserError;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * What the service is compared with: Javalin with one handler and as many threads, which answers
 * JSON that is always the same. {@code /constant/N} answers N bytes, to GET and to POST. Runs until
 * its standard input ends, as it does when whoever started it is gone.
 */
final class BareHandler {
  private static final Map<Integer, byte[]> ANSWERS = new ConcurrentHashMap<>();

  private BareHandler() {}

  /** Runs the handler with this many threads on a free port, which it prints. */
  public static void main(String[] arguments) throws IOException {
    int threads = Integer.parseInt(arguments[0]);
    Javalin javalin =
        Javalin.create(
                config -> {
                  config.showJavalinBanner = false;
                  config.startupWatcherEnabled = false;
                  config.jetty.threadPool = new QueuedThreadPool(threads, 8);
                })
            .get("/constant/{bytes}", BareHandler::answer)
            .post("/constant/{bytes}", BareHandler::answer)
            .start("127.0.0.1", 0);
    System.out.printf("bare handler listens on http://127.0.0.1:%d%n", javalin.port());
    while (System.in.read() >= 0) {
      // Nothing is ever said.
    }
    javalin.stop();
  }

  private static void answer(Context context) {
    int size = Integer.parseInt(context.pathParam("bytes"));
    context.contentType("application/json");
    context.result(ANSWERS.computeIfAbsent(size, BareHandler::json));
  }

  private static byte[] json(int size) {
    String frame = "{\"constant\":\"\"}";
    if (size < frame.length()) {
      throw new UserError("%d bytes, expected at least %d".formatted(size, frame.length()));
    }
    return "{\"constant\":\"%s\"}"
        .formatted("x".repeat(size - frame.length()))
        .getBytes(StandardCharsets.US_ASCII);
  }
}
