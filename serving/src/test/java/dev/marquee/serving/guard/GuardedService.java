package dev.marquee.serving.guard;

import dev.marquee.serving.http.Endpoint;
import dev.marquee.serving.http.Parameter;
import dev.marquee.serving.http.Parameters;
import dev.marquee.serving.http.Reply;
import dev.marquee.serving.http.Routes;
import dev.marquee.serving.http.Scope;
import dev.marquee.serving.observe.LogConfig;
import dev.marquee.serving.observe.RequestLog;
import dev.marquee.serving.web.StaticFiles;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A small service behind a guard: one endpoint per scope, one that fails, one that is slow. */
public final class GuardedService implements AutoCloseable {
  private static final long LONGEST_LOOK_MILLIS = 10_000;
  private static final Parameter<Long> ID = Parameters.pathId("id", "a user");

  /** A body that is echoed. */
  public record Note(String text) {}

  private final Javalin javalin;
  private final HttpClient client = HttpClient.newHttpClient();

  private GuardedService(GuardConfig config, String host) {
    Guard guard = Guard.of(config, host, 0);
    RequestLog log = new RequestLog(new LogConfig(10_000));
    javalin =
        Javalin.create(
            javalinConfig -> {
              javalinConfig.showJavalinBanner = false;
              javalinConfig.startupWatcherEnabled = false;
              javalinConfig.http.prefer405over404 = true;
              guard.configure(javalinConfig);
              javalinConfig.requestLogger.http(log::record);
              new Routes(1 << 16, guard.gates()).register(javalinConfig, endpoints());
              new StaticFiles().register(javalinConfig);
            });
    javalin.start();
  }

  /** Limits that stand in no test's way. */
  static GuardConfig open() {
    return config(
        new KeysConfig("", Requirement.AUTO), new RateConfig(Requirement.AUTO, 0, 5, 0, 1, 100));
  }

  static GuardConfig config(KeysConfig keys, RateConfig rates) {
    return new GuardConfig(
        keys, rates, new ConnectionConfig(8, 100, 100, 16, 5, 1, 8192, 5), new TlsConfig("", ""));
  }

  /** A service on loopback. */
  public static GuardedService start(GuardConfig config) {
    return new GuardedService(config, "127.0.0.1");
  }

  /** A service on loopback without keys. */
  public static GuardedService start() {
    return start(open());
  }

  /** Has the certificate's file looked at until nothing changes, and waits for the end of it. */
  void lookAtCertificate() {
    boolean unused =
        javalin.jettyServer().server().getBean(Certificate.class).scan(LONGEST_LOOK_MILLIS);
  }

  private static List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/health/ready").needs(Scope.PUBLIC).does(request -> Reply.json("ready")),
        Endpoint.get("/public").needs(Scope.PUBLIC).does(request -> Reply.json("all")),
        Endpoint.get("/users/{id}").takes(ID).does(request -> Reply.json(request.get(ID))),
        Endpoint.put("/users/{id}")
            .takes(ID)
            .takesBody(Note.class)
            .does(request -> Reply.json(request.body(Note.class))),
        Endpoint.post("/admin").needs(Scope.ADMIN).does(request -> Reply.json("done")),
        Endpoint.get("/fails/{id}")
            .takes(ID)
            .does(
                request -> {
                  throw new IllegalStateException("it failed");
                }),
        Endpoint.get("/slow").does(request -> slow()));
  }

  private static Reply slow() {
    try {
      Thread.sleep(1500);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return Reply.json("done");
  }

  int port() {
    return javalin.port();
  }

  /** Answers a request. */
  public HttpResponse<String> ask(String method, String path, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    headers.forEach(request::header);
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Answers a GET. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return ask("GET", path, Map.of());
  }

  /** Sends bytes as they are and reads until the service closes the connection. */
  String send(String bytes) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
