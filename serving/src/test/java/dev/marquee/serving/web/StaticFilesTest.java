package dev.marquee.serving.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.serving.guard.GuardedService;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StaticFilesTest {
  private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"(/page/[^\"]+)\"");
  private static final Pattern IMPORT = Pattern.compile("(?:from|import\\() ?'\\./([^']+)'");
  private static final Map<String, String> GZIP = Map.of("Accept-Encoding", "gzip");

  @Test
  void everyViewIsTheSameDocumentWithoutAnythingInline() throws Exception {
    try (GuardedService service = GuardedService.start()) {
      String document = service.get("/").body();
      for (String path : new String[] {"/taste", "/operator", "/about"}) {
        assertThat(service.get(path).body()).isEqualTo(document);
      }
      assertThat(document).doesNotContainPattern("<script>|<style|style=|onload=|https?://|\\{\\{");
      HttpResponse<String> answer = service.get("/");
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'")
          .doesNotContain("unsafe");
    }
  }

  @Test
  void whatTheDocumentAndItsModulesNameIsThere() throws Exception {
    Set<String> paths = new StaticFiles().paths();
    try (GuardedService service = GuardedService.start()) {
      Matcher references = REFERENCE.matcher(service.get("/").body());
      int found = 0;
      for (; references.find(); found++) {
        assertThat(paths).contains(references.group(1));
      }
      assertThat(found).isGreaterThan(5);
      for (String path : paths) {
        if (path.startsWith("/page/") && !path.matches(".*/(preact|hooks|echarts)\\.js")) {
          String folder = path.substring(0, path.lastIndexOf('/') + 1);
          Matcher imports = IMPORT.matcher(service.get(path).body());
          while (imports.find()) {
            assertThat(paths).as(path).contains(folder + imports.group(1));
          }
        }
      }
    }
  }

  @Test
  void filesUnderTheirVersionAreKeptForGoodAndComeCompressed() throws Exception {
    String path =
        new StaticFiles()
            .paths().stream().filter(each -> each.endsWith("/echarts.js")).findAny().orElseThrow();
    try (GuardedService service = GuardedService.start()) {
      HttpResponse<String> first = service.ask("GET", path, GZIP);
      assertThat(first.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
      assertThat(first.headers().firstValue("Content-Encoding")).contains("gzip");
      assertThat(service.get(path).body()).startsWith("\n/*").hasSizeGreaterThan(900_000);
      String tag = first.headers().firstValue("ETag").orElseThrow();
      assertThat(service.ask("GET", path, Map.of("If-None-Match", tag)).statusCode())
          .isEqualTo(304);
    }
  }
}
