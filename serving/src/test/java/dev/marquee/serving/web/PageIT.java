package dev.marquee.serving.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.marquee.serving.api.RunningService;
import dev.marquee.serving.bench.GeneratedWarehouse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every view in a real browser: it shows, breaks no policy, and everybody can use it. */
class PageIT {
  private static Browser browser;
  private static RunningService service;

  @BeforeAll
  static void start(@TempDir Path folder) {
    browser = Browser.start();
    GeneratedWarehouse.SMALL.publish(folder.resolve("warehouse"));
    service = RunningService.startReady(folder);
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
      browser.close();
    }
  }

  @Test
  void everyViewShowsItself() {
    for (String path : new String[] {"/", "/taste", "/operator", "/about"}) {
      Page page = browser.window(1280, 800, ColorScheme.LIGHT);
      page.navigate("http://127.0.0.1:" + service.server().port() + path);
      page.waitForSelector("h1");
      Browser.assertAccessible(page);
      page.context().close();
    }
    assertThat(browser.complaints()).isEmpty();
  }
}
