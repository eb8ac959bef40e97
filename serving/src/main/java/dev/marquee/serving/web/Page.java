package dev.marquee.serving.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The page for people and operators: one document under several paths, whose scripts are modules.
 * All that it loads lies under a path that changes with any of the files, so that browsers keep
 * everything but the document and still never mix two versions.
 */
final class Page {
  /** Where the document is; its script shows what the path says. */
  private static final List<String> VIEWS = List.of("/", "/taste", "/operator", "/about");

  private static final List<String> OWN =
      List.of(
          "style.css",
          "icon.svg",
          "app.js",
          "focus.js",
          "frame.js",
          "states.js",
          "library.js",
          "service.js",
          "taste.js",
          "charts.js",
          "figures.js",
          "asking.js",
          "home.js",
          "film.js",
          "poster.js",
          "stars.js",
          "dialog.js",
          "why.js",
          "search.js",
          "controls.js",
          "history.js",
          "onboarding.js",
          "analytics.js",
          "timeline.js",
          "changes.js",
          "operator.js",
          "problems.js",
          "live.js",
          "traffic.js",
          "prometheus.js",
          "snapshots.js",
          "metrics.js",
          "weights.js",
          "exposure.js",
          "about.js",
          "data-path.js",
          "licences.js");

  private static final String PLACEHOLDER = "{{files}}";

  private Page() {}

  /** Its files by their paths. */
  static Map<String, StaticFile> files() {
    Map<String, StaticFile> loaded = loaded();
    String folder = "/page/%x/".formatted(version(loaded));
    StaticFile document =
        StaticFile.of("/web/index.html", StaticFile.ASK_EACH_TIME)
            .with(PLACEHOLDER, folder.substring(0, folder.length() - 1));
    Map<String, StaticFile> files = new TreeMap<>();
    VIEWS.forEach(path -> files.put(path, document));
    loaded.forEach((name, file) -> files.put(folder + name, file));
    return files;
  }

  private static Map<String, StaticFile> loaded() {
    Map<String, StaticFile> files = new TreeMap<>();
    OWN.forEach(name -> files.put(name, StaticFile.of("/web/" + name, StaticFile.KEEP)));
    WebJar preact = WebJar.of("org.webjars.npm", "preact");
    files.put("preact.js", preact.file("dist/preact.min.umd.js", StaticFile.KEEP));
    files.put("hooks.js", preact.file("hooks/dist/hooks.umd.js", StaticFile.KEEP));
    WebJar echarts = WebJar.of("org.webjars.npm", "echarts");
    files.put("echarts.js", echarts.file("dist/echarts.min.js", StaticFile.KEEP));
    return files;
  }

  private static long version(Map<String, StaticFile> files) {
    CRC32C sum = new CRC32C();
    files.forEach(
        (name, file) ->
            sum.update(
                "%s %x\n".formatted(name, file.checksum()).getBytes(StandardCharsets.UTF_8)));
    return sum.getValue();
  }
}
