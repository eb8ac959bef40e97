package dev.marquee.serving.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.serving.guard.GuardedService;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SwaggerUiTest {
  private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

  @Test
  void thePageAndAllThatItNeedsComeFromHere() throws Exception {
    try (GuardedService service = GuardedService.start()) {
      HttpResponse<String> page = service.get("/docs");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
      assertThat(page.body())
          .doesNotContainPattern("<script>|<style|style=|onload=|https?://")
          .contains("<script src=\"/docs/initializer.js\">");
      Matcher references = REFERENCE.matcher(page.body());
      int count = 0;
      while (references.find()) {
        if (!references.group(1).equals("/openapi.json")) {
          assertThat(service.get(references.group(1)).statusCode())
              .as(references.group(1))
              .isEqualTo(200);
          count++;
        }
      }
      assertThat(count).isEqualTo(5);
      assertThat(service.get("/docs/initializer.js").body())
          .contains("/openapi.json")
          .doesNotContain("http");
      assertThat(service.get("/docs/").statusCode()).isEqualTo(200);
      for (String path : new StaticFiles().paths()) {
        assertThat(service.ask("HEAD", path, Map.of()).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void filesAreSentOnce() throws Exception {
    try (GuardedService service = GuardedService.start()) {
      HttpResponse<String> first =
          service.ask("GET", "/docs/swagger-ui-bundle.js", Map.of("Accept-Encoding", "gzip"));
      assertThat(first.headers().firstValue("Content-Encoding")).contains("gzip");
      assertThat(first.headers().firstValue("Cache-Control")).contains("public, max-age=3600");
      String tag = first.headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> second =
          service.ask("GET", "/docs/swagger-ui-bundle.js", Map.of("If-None-Match", tag));
      assertThat(second.statusCode()).isEqualTo(304);
      assertThat(second.body()).isEmpty();
      assertThat(second.headers().firstValue("ETag")).contains(tag);
    }
  }
}
