package dev.marquee.serving.bench;

import io.javalin.Javalin;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A Javalin handler that answers a constant JSON of the wanted size, and does nothing else. */
public final class BareServer {
  private static final int THREADS = 64;

  private BareServer() {}

  /** Runs until the process is killed; prints its address as the service does. */
  public static void main(String[] arguments) {
    Map<Integer, byte[]> constants = new ConcurrentHashMap<>();
    Javalin javalin =
        Javalin.create(
            config -> {
              config.showJavalinBanner = false;
              config.jetty.threadPool = new QueuedThreadPool(THREADS);
              config.router.mount(
                  router -> {
                    router.get(
                        "/constant/{size}",
                        context ->
                            context
                                .contentType("application/json")
                                .result(constant(constants, context.pathParam("size"))));
                    router.post(
                        "/constant/{size}",
                        context -> {
                          context.bodyAsBytes();
                          context
                              .contentType("application/json")
                              .result(constant(constants, context.pathParam("size")));
                        });
                  });
            });
    javalin.start("127.0.0.1", 0);
    System.out.println("listens on http://127.0.0.1:" + javalin.port());
  }

  private static byte[] constant(Map<Integer, byte[]> constants, String size) {
    return constants.computeIfAbsent(
        Integer.valueOf(size),
        bytes ->
            ("{\"constant\":\"" + "x".repeat(Math.max(0, bytes - 15)) + "\"}")
                .getBytes(StandardCharsets.UTF_8));
  }
}
