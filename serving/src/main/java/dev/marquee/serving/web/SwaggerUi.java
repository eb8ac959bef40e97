package dev.marquee.serving.web;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Swagger UI at {@code /docs}, which shows {@code /openapi.json}. */
final class SwaggerUi {
  private static final String OWN = "/docs/";
  private static final String CACHING = "public, max-age=3600";

  private SwaggerUi() {}

  /** Its files by their paths. */
  static Map<String, StaticFile> files() {
    WebJar library = WebJar.of("org.webjars", "swagger-ui");
    Map<String, StaticFile> files = new TreeMap<>();
    files.put("/docs", StaticFile.of(OWN + "index.html", StaticFile.ASK_EACH_TIME));
    files.put("/docs/initializer.js", StaticFile.of(OWN + "initializer.js", CACHING));
    for (String name :
        List.of("swagger-ui.css", "index.css", "swagger-ui-bundle.js", "favicon-32x32.png")) {
      files.put("/docs/" + name, library.file(name, CACHING));
    }
    return files;
  }
}
