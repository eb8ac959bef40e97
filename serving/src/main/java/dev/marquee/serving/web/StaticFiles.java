package dev.marquee.serving.web;

import io.javalin.config.JavalinConfig;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All files that browsers load. Every file has a route of its own and is read from the class path
 * at start, so there is no path that leads anywhere else.
 */
public final class StaticFiles {
  private final Map<String, StaticFile> files = new TreeMap<>();

  /** Reads the files. */
  public StaticFiles() {
    files.putAll(Page.files());
    files.putAll(SwaggerUi.files());
  }

  /** Adds the routes. */
  public void register(JavalinConfig config) {
    config.router.mount(
        router ->
            files.forEach(
                (path, file) -> {
                  router.get(path, file::send);
                  router.head(path, file::send);
                }));
  }

  /** The paths that are answered. */
  public Set<String> paths() {
    return Set.copyOf(files.keySet());
  }
}
