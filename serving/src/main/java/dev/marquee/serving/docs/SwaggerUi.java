package dev.marquee.serving.docs;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Swagger UI at {@code /docs}, which shows {@code /openapi.json}. Every file has a route of its own
 * and is read from the class path at start, so there is no path that leads anywhere else.
 */
public final class SwaggerUi {
  private static final String OWN = "/docs/";
  private static final String POM = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
  private static final String CSS = "text/css;charset=utf-8";
  private static final String SCRIPT = "text/javascript;charset=utf-8";
  private static final String IMAGE = "image/png";

  private record File(byte[] content, String type, String tag) {
    static File of(String resource, String type) {
      try (InputStream in = SwaggerUi.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw new IllegalStateException(resource + " is not on the class path");
        }
        byte[] content = in.readAllBytes();
        CRC32C sum = new CRC32C();
        sum.update(content);
        // Weak: compressed on the way or not, it is the same file.
        return new File(content, type, "W/\"%x-%x\"".formatted(content.length, sum.getValue()));
      } catch (IOException e) {
        throw new UncheckedIOException(resource + " cannot be read", e);
      }
    }
  }

  private SwaggerUi() {}

  /** Adds the routes. */
  public static void register(JavalinConfig config) {
    Map<String, File> files = files();
    config.router.mount(
        router ->
            files.forEach(
                (path, file) -> {
                  router.get(path, context -> send(context, file));
                  router.head(path, context -> send(context, file));
                }));
  }

  /** The paths that it answers. */
  public static List<String> paths() {
    return List.copyOf(files().keySet());
  }

  private static Map<String, File> files() {
    String webJar = "/META-INF/resources/webjars/swagger-ui/%s/".formatted(version());
    Map<String, File> files = new TreeMap<>();
    files.put("/docs", File.of(OWN + "index.html", "text/html;charset=utf-8"));
    files.put("/docs/initializer.js", File.of(OWN + "initializer.js", SCRIPT));
    for (String css : List.of("swagger-ui.css", "index.css")) {
      files.put("/docs/" + css, File.of(webJar + css, CSS));
    }
    files.put("/docs/swagger-ui-bundle.js", File.of(webJar + "swagger-ui-bundle.js", SCRIPT));
    files.put("/docs/favicon-32x32.png", File.of(webJar + "favicon-32x32.png", IMAGE));
    return files;
  }

  private static void send(Context context, File file) {
    context.header("Cache-Control", "public, max-age=3600");
    context.header("ETag", file.tag());
    context.header("Vary", "Accept-Encoding");
    if (file.tag().equals(context.header("If-None-Match"))) {
      context.status(304);
    } else {
      context.contentType(file.type());
      context.result(file.content());
    }
  }

  private static String version() {
    Properties pom = new Properties();
    try (InputStream in = SwaggerUi.class.getResourceAsStream(POM)) {
      pom.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(POM + " cannot be read", e);
    }
    return pom.getProperty("version");
  }
}
