package dev.marquee.serving.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Chromium that is installed, driven for tests; every page of it must keep to the policy. */
final class Browser implements AutoCloseable {
  private static final List<String> PLACES =
      List.of(
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/usr/bin/google-chrome-stable");

  private static final String NONE =
      "no Chromium at any of "
          + PLACES
          + ": install it (Debian: apt-get install chromium), or name it in MARQUEE_CHROMIUM";

  private static final int LONGEST_WAIT = 30_000;

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final List<String> complaints = new ArrayList<>();

  private Browser(Path executable) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  /** Starts the browser; skips the test with a message where none is installed. */
  static Browser start() {
    Optional<Path> executable =
        Stream.concat(
                Optional.ofNullable(System.getenv("MARQUEE_CHROMIUM")).stream(), PLACES.stream())
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    if (executable.isEmpty()) {
      // Maven says of a skipped test only that it was skipped.
      System.out.println("tests of the page are skipped: " + NONE);
    }
    Assumptions.assumeTrue(executable.isPresent(), NONE);
    // Machines that build and test beside each other are slow, and none of this is a benchmark.
    PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST_WAIT);
    return new Browser(executable.get());
  }

  /** A window with a memory of its own. */
  Page window(int width, int height, ColorScheme scheme) {
    return window(options(width, height, scheme));
  }

  /** The window of a phone, which fingers touch; with a memory of its own. */
  Page phone() {
    return window(options(360, 740, ColorScheme.LIGHT).setHasTouch(true));
  }

  /** Another window with the memory of a window. */
  Page beside(Page page) {
    return listenedTo(page.context().newPage());
  }

  private static com.microsoft.playwright.Browser.NewContextOptions options(
      int width, int height, ColorScheme scheme) {
    return new com.microsoft.playwright.Browser.NewContextOptions()
        .setViewportSize(width, height)
        .setColorScheme(scheme)
        .setReducedMotion(ReducedMotion.REDUCE);
  }

  private Page window(com.microsoft.playwright.Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(LONGEST_WAIT);
    return listenedTo(context.newPage());
  }

  private Page listenedTo(Page page) {
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().contains("status of 503")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    return page;
  }

  /** What scripts and the content security policy complained of since the start. */
  List<String> complaints() {
    return complaints;
  }

  /** Fails if axe-core finds what somebody could not use (WCAG 2.2, levels A and AA). */
  static void assertAccessible(Page page) {
    // Below the header that stays in place, a button would count as covered.
    page.evaluate("scrollTo(0, 0)");
    List<Rule> violations =
        new AxeBuilder(page)
            .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
            .analyze()
            .getViolations();
    assertThat(violations.stream().map(Browser::words)).as(page.url()).isEmpty();
  }

  private static String words(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + rule.getNodes().stream().map(node -> "\n  " + node.getHtml()).limit(5).toList();
  }

  /** Writes what the window shows, the whole height of it, to {@code target/screenshots}. */
  static void photograph(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
