package dev.marquee.serving.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import dev.marquee.serving.api.RunningService;
import dev.marquee.serving.bench.GeneratedWarehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's evening with the page, in a real browser. */
class HomeIT {
  private static Browser browser;
  private static RunningService service;

  private final List<String> requests = new ArrayList<>();
  private Page page;

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

  @BeforeEach
  void open() {
    open("/", 1280, ColorScheme.LIGHT);
  }

  @AfterEach
  void close() {
    page.context().close();
    assertThat(browser.complaints()).isEmpty();
    assertThat(requests).allMatch(url -> url.startsWith(address()));
  }

  private void open(String path, int width, ColorScheme scheme) {
    if (page != null) {
      page.context().close();
    }
    page = browser.window(width, 900, scheme);
    page.onRequest(request -> requests.add(request.url()));
    page.navigate(address() + path);
    page.waitForSelector(".film");
  }

  private static String address() {
    return "http://127.0.0.1:" + service.server().port();
  }

  @Test
  void aNewcomerRatesFiveFilmsAndTheListFollows() {
    Locator onboarding = page.locator(".onboarding");
    assertThat(onboarding.locator("li")).hasCount(10);
    assertThat(page.locator(".home-main")).containsText("There are no ratings yet");
    final List<String> before = titles();
    Browser.assertAccessible(page);

    for (int i = 0; i < 5; i++) {
      requests.clear();
      rate(onboarding.locator(".stars-track").nth(i), i % 2 == 0 ? 4.5 : 1);
      assertThat(page.locator(".history .badge")).hasText(Integer.toString(i + 1));
      assertThat(page.locator(".films")).hasAttribute("aria-busy", "false");
      assertThat(requests).as("one round trip for each rating").hasSize(1);
    }

    assertThat(onboarding.locator("h2")).hasText("That is enough to go on");
    assertThat(titles()).isNotEqualTo(before);
    assertThat(page.locator(".home-main")).containsText("From 5 ratings");
    assertThat(page.locator(".controls")).containsText("5 to 9 ratings");
    assertThat(onboarding.locator(".stars-value").first()).hasText("4.5");
    onboarding.getByText("Go to your list").click();
    assertThat(onboarding).hasCount(0);
    Browser.assertAccessible(page);

    List<String> list = titles();
    page.reload();
    assertThat(page.locator(".history .badge")).hasText("5");
    page.waitForSelector(".film");
    assertThat(titles()).as("the visit survives a reload").isEqualTo(list);
    assertThat(onboarding).hasCount(0);
  }

  @Test
  void theFirstSetStepsAsideUnseenOnceEnoughIsRated() {
    Locator onboarding = page.locator(".onboarding");
    for (int i = 0; i < 5; i++) {
      rate(onboarding.locator(".stars-track").nth(i), 4);
      assertThat(page.locator(".history .badge")).hasText(Integer.toString(i + 1));
    }
    assertThat(page.locator(".films")).hasAttribute("aria-busy", "false");
    assertThat(onboarding.locator("h2")).hasText("That is enough to go on");

    page.mouse().wheel(0, 300);
    page.waitForCondition(() -> ((Number) page.evaluate("scrollY")).doubleValue() >= 300);
    Locator film = page.locator(".film").nth(9);
    // As a person does it: all at once would show the browser no place in between.
    page.evaluate(
        "film => scrollBy(0, film.getBoundingClientRect().top - 200)", film.elementHandle());
    assertThat(onboarding).hasCount(0);
    assertThat(film.boundingBox().y).as("what is in sight stays").isBetween(195.0, 205.0);

    page.getByText("Undo").click();
    assertThat(page.locator(".history .badge")).hasText("4");
    assertThat(onboarding).hasCount(0);
    page.getByText("Forget everything").click();
    page.getByText("Forget them").click();
    assertThat(onboarding.locator("li")).hasCount(10);
  }

  @Test
  void everyActionIsOneRoundTrip() {
    for (String path : List.of("/", "/?user=6")) {
      open(path, 1280, ColorScheme.LIGHT);
      Locator first = page.locator(".film").first();
      asks(1, () -> rate(first.locator(".stars-track"), 4));
      asks(1, () -> page.getByText("Undo").click());
      asks(1, () -> first.getByText("Not interested").click());
      page.locator(".history summary").click();
      asks(1, () -> page.getByText("Show again").click());
      asks(1, () -> slide("#slider-diversity", "0.9"));
      asks(1, () -> slide("#slider-popularity", "0.5"));
      asks(1, () -> page.getByText("Back to the defaults").click());
      asks(1, () -> page.selectOption("#genre", "Drama"));
      asks(1, () -> page.selectOption("#genre", ""));
      asks(1, () -> page.getByText("Show more").click());
      assertThat(page.locator(".film")).hasCount(48);
      asks(0, () -> first.getByText("Why this?").click());
      page.keyboard().press("Escape");
      asks(1, () -> first.getByText("More like this").click());
      assertThat(page.locator("dialog")).containsText("stars on average");
      asks(1, () -> page.locator("dialog .film-row button").first().click());
      page.keyboard().press("Escape");
      asks(1, () -> page.fill("#query", "river"));
    }
  }

  /** Counts the requests that follow from something, with time for one too many. */
  private void asks(int count, Runnable action) {
    requests.clear();
    action.run();
    page.waitForCondition(() -> requests.size() >= count);
    page.waitForTimeout(300);
    assertThat(page.locator(".films")).hasAttribute("aria-busy", "false");
    assertThat(requests).hasSize(count);
  }

  @Test
  void whatIsNotWantedStaysAwayFromThatPersonAlone() {
    Locator dismissed = page.locator(".history details summary");
    String film = page.locator(".film h3").first().textContent();
    page.locator(".film").first().getByText("Not interested").click();
    assertThat(dismissed).hasText("Not interested (1)");
    page.reload();
    assertThat(dismissed).hasText("Not interested (1)");
    page.waitForSelector(".film");
    assertThat(titles()).doesNotContain(film);

    page.navigate(address() + "/?user=4");
    page.waitForSelector(".film");
    assertThat(dismissed).hasCount(0);
    String other = page.locator(".film h3").first().textContent();
    page.locator(".film").first().getByText("Not interested").click();
    assertThat(dismissed).hasText("Not interested (1)");
    page.reload();
    page.waitForSelector(".film");
    assertThat(titles()).doesNotContain(other);
    dismissed.click();
    page.getByText("Show again").click();
    assertThat(dismissed).hasCount(0);
    assertThat(page.locator(".film h3").first()).hasText(other);
  }

  @Test
  void moreDismissedFilmsThanAQueryHasRoomForAreStillNotShown() {
    page.navigate(address() + "/?user=4");
    page.waitForSelector(".film");
    String best = page.locator(".film").first().getAttribute("data-movie");
    page.evaluate(
        "best => localStorage.setItem('marquee.user.4', JSON.stringify({ dismissed: "
            + "[...Array(2000).keys()].map((i) => ({ movieId: 100000 + i, title: 'Gone' }))"
            + ".concat({ movieId: Number(best), title: 'Best' }) }))",
        best);
    page.reload();
    assertThat(page.locator(".history details summary")).hasText("Not interested (2001)");
    assertThat(page.locator(".film")).hasCount(23);
    assertThat(page.locator(".film[data-movie='" + best + "']")).hasCount(0);
  }

  @Test
  void whereNothingIsLeftOnePressBringsItBack() {
    page.selectOption("#genre", "Drama");
    page.fill("input[name=yearTo]", "1805");
    page.keyboard().press("Tab");
    assertThat(page.getByText("No film is left")).isVisible();
    Browser.assertAccessible(page);
    page.getByText("Show all genres and years").click();
    assertThat(page.locator(".film")).hasCount(24);
    assertThat(page.locator("#genre")).hasValue("");
    assertThat(page.locator("input[name=yearTo]")).hasValue("");
  }

  @Test
  void theKeyboardGivesHalfStarsAndKeepsItsPlace() {
    Locator card = page.locator(".film").nth(2);
    final String title = card.locator("h3").textContent();
    card.locator(".stars-track").focus();
    page.keyboard().press("ArrowRight");
    page.keyboard().press("End");
    page.keyboard().press("ArrowLeft");
    assertThat(card.locator(".stars-track"))
        .hasAttribute("aria-valuetext", "4.5 stars, press Enter to give them");
    assertThat(page.locator(".history .badge")).hasCount(0);
    page.keyboard().press("Enter");

    assertThat(page.locator(".history-title")).hasText(title);
    assertThat(page.locator(".undo")).containsText("Rated " + title + " 4.5 stars.");
    assertThat(page.locator(".film").nth(2).locator(".stars-track")).isFocused();

    page.getByText("Undo").click();
    assertThat(page.locator(".history-title")).hasCount(0);
  }

  @Test
  void aRatingDoesNotMoveThePage() {
    Locator track = page.locator(".film .stars-track").nth(9);
    track.scrollIntoViewIfNeeded();
    final double before = ((Number) page.evaluate("scrollY")).doubleValue();
    assertThat(before).isPositive();
    rate(track, 4);
    assertThat(page.locator(".history .badge")).hasText("1");
    assertThat(page.locator(".films")).hasAttribute("aria-busy", "false");
    assertThat(((Number) page.evaluate("scrollY")).doubleValue()).isEqualTo(before);
  }

  @Test
  void searchForgivesTypingErrorsAndFilters() {
    page.fill("#query", "strnager");
    Locator rows = page.locator(".results .film-row");
    assertThat(rows.first()).containsText("Stranger");
    Browser.assertAccessible(page);

    page.fill("#query", "letters");
    assertThat(rows.first()).containsText("Love & <b>Letters</b>");
    assertThat(page.locator("b")).hasCount(0);

    page.selectOption("#genre", "Horror");
    assertThat(rows.filter(new Locator.FilterOptions().setHasNotText("Horror"))).hasCount(0);
    assertThat(rows).not().hasCount(0);
    page.fill("input[name=yearFrom]", "1990");
    page.fill("input[name=yearTo]", "1999");
    page.keyboard().press("Tab");
    Pattern nineties = Pattern.compile("199\\d · .*Horror");
    assertThat(page.locator(".film").filter(new Locator.FilterOptions().setHasNotText(nineties)))
        .hasCount(0);
    assertThat(page.locator(".film")).not().hasCount(0);

    page.fill("#query", "zzzzzzzz");
    assertThat(page.locator(".results")).containsText("No film fits");
    page.keyboard().press("Escape");
    assertThat(page.locator(".results")).hasCount(0);
    page.getByText("Browse all").click();
    page.selectOption("#sort", "title");
    assertThat(rows).not().hasCount(0);
  }

  @Test
  void everyFilmSaysWhyAndWhatIsLikeIt() {
    rate(page.locator(".film .stars-track").first(), 5);
    assertThat(page.locator(".history .badge")).hasText("1");
    assertThat(page.locator(".films")).hasAttribute("aria-busy", "false");
    page.locator(".film").first().getByText("Why this?").click();
    Locator dialog = page.locator("dialog");
    assertThat(dialog).containsText("weight times score");
    assertThat(dialog.locator(".bar")).hasCount(3);
    assertThat(dialog.locator(".reasons li")).not().hasCount(0);
    Browser.assertAccessible(page);
    page.keyboard().press("Escape");
    assertThat(dialog).hasCount(0);

    Locator more = page.locator(".film").first().getByText("More like this");
    more.click();
    assertThat(dialog.locator(".film-row")).hasCount(8);
    Browser.assertAccessible(page);
    dialog.getByLabel("Close").click();
    assertThat(dialog).hasCount(0);

    Locator first = page.locator(".film").first();
    String title = first.locator("h3").textContent();
    first.getByText("Not interested").click();
    assertThat(page.locator(".history details summary")).hasText("Not interested (1)");
    assertThat(page.locator(".films")).hasAttribute("aria-busy", "false");
    assertThat(titles()).doesNotContain(title);
    page.getByText("Undo").click();
    assertThat(page.locator(".history details")).hasCount(0);
  }

  @Test
  void slidersChangeTheListAndCanBePutBack() {
    rate(page.locator(".film .stars-track").first(), 5);
    assertThat(page.locator(".history .badge")).hasText("1");
    assertThat(page.locator(".films")).hasAttribute("aria-busy", "false");
    final List<String> before = titles();
    slide("#slider-popularity", "0");
    slide("#slider-content", "1");
    assertThat(page.locator(".controls")).containsText("your own weights");
    assertThat(page.locator(".films")).hasAttribute("aria-busy", "false");
    assertThat(titles()).isNotEqualTo(before);
    assertThat(page.locator(".slider.diversity output")).hasText("0 %");
    slide("#slider-diversity", "0.9");
    assertThat(page.locator(".slider.diversity output")).hasText("90 %");
    page.getByText("Back to the defaults").click();
    assertThat(page.locator(".controls")).containsText("fewer than 5 ratings");
    assertThat(page.locator(".films")).hasAttribute("aria-busy", "false");
    assertThat(titles()).isEqualTo(before);
  }

  @Test
  void aUsersRatingsAreStored() {
    page.locator(".audience summary").click();
    page.fill("#user", "5");
    Browser.assertAccessible(page);
    page.keyboard().press("Enter");
    assertThat(page.locator(".audience summary")).hasText("User 5");
    assertThat(page.locator(".history .badge")).hasText("20");
    assertThat(page.locator(".home-main")).containsText("From 20 ratings");
    assertThat(page.locator("#genre option")).hasCount(7);
    requests.clear();
    String rated = page.locator(".film h3").first().textContent();
    rate(page.locator(".film .stars-track").first(), 4.5);
    assertThat(page.locator(".history .badge")).hasText("21");
    assertThat(requests).hasSize(1);
    assertThat(service.get("/v1/users/5/ratings").at("/ratings/0/title").asText()).isEqualTo(rated);
    page.getByText("Undo").click();
    assertThat(page.locator(".history .badge")).hasText("20");
    assertThat(service.get("/v1/users/5/ratings").get("total").asInt()).isEqualTo(20);
  }

  @Test
  void aStoreThatIsDownIsShownAndNothingIsLost(@TempDir Path folder) throws Exception {
    GeneratedWarehouse.SMALL.publish(folder.resolve("warehouse"));
    Path store = folder.resolve("events.db");
    Files.writeString(store, "no database, but long enough to be read as one ".repeat(30));
    try (RunningService broken = RunningService.startReady(folder);
        Page other = browser.window(1280, 900, ColorScheme.LIGHT)) {
      other.navigate("http://127.0.0.1:" + broken.server().port() + "/?user=5");
      other.waitForSelector(".film");
      assertThat(other.locator(".notices")).containsText("The event store is down");
      rate(other.locator(".film .stars-track").first(), 4.5);
      assertThat(other.locator(".notice.bad")).containsText("The rating was not stored.");
      assertThat(other.locator(".history .badge")).hasText("20");
      Browser.assertAccessible(other);
      Browser.photograph(other, "store-down");
      rate(other.locator(".film .stars-track").nth(1), 2);
      assertThat(other.locator(".notice.bad")).containsText("2 ratings were not stored.");
      other.locator(".film").nth(2).getByText("Not interested").click();
      assertThat(other.locator(".films")).hasAttribute("aria-busy", "false");
      assertThat(other.locator(".notice.bad")).containsText("2 ratings were not stored.");

      Files.delete(store);
      awaitStore(broken);
      assertThat(other.locator(".history .badge")).hasText("22");
      assertThat(other.locator(".notice.bad")).hasCount(0);
      assertThat(broken.get("/v1/users/5/ratings").get("total").asInt()).isEqualTo(22);
    }
  }

  @Test
  void ratingsThatDoNotReachTheServiceAreSentOnceItIsThere() {
    page.navigate(address() + "/?user=11");
    page.waitForSelector(".film");
    page.route("**/ratings/*", route -> route.abort());
    rate(page.locator(".film .stars-track").nth(0), 4);
    rate(page.locator(".film .stars-track").nth(1), 3);
    assertThat(page.locator(".notice.bad")).containsText("2 ratings were not stored.");
    List<Route> held = new ArrayList<>();
    page.unroute("**/ratings/*");
    page.route("**/ratings/*", held::add);
    page.waitForCondition(() -> held.size() == 1);
    slide("#slider-diversity", "0.9");
    assertThat(page.locator(".films")).hasAttribute("aria-busy", "false");
    assertThat(page.locator(".notice.bad")).containsText("2 ratings were not stored.");
    page.unroute("**/ratings/*");
    held.get(0).resume();
    assertThat(page.locator(".history .badge")).hasText("22");
    assertThat(page.locator(".notice.bad")).hasCount(0);
    assertThat(service.get("/v1/users/11/ratings").get("total").asInt()).isEqualTo(22);
    browser.complaints().removeIf(complaint -> complaint.contains("net::ERR_FAILED"));
  }

  @Test
  void withoutASnapshotThePageSaysWhatIsMissing(@TempDir Path folder) {
    try (RunningService empty = RunningService.start(folder);
        Page other = browser.window(1280, 900, ColorScheme.LIGHT)) {
      other.navigate("http://127.0.0.1:" + empty.server().port() + "/");
      assertThat(other.locator(".notice.bad")).containsText("Not ready yet.");
      Browser.assertAccessible(other);
      Browser.photograph(other, "not-ready");

      GeneratedWarehouse.SMALL.publish(folder.resolve("warehouse"));
      assertThat(other.locator(".film").first()).isVisible();
    }
  }

  /** How soon is printed: what else runs on the machine decides it as much as the page does. */
  @Test
  void theFirstPageCanBeUsedAsSoonAsAFilmIsThere() {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      Page fresh = browser.window(1280, 900, ColorScheme.LIGHT);
      fresh.addInitScript(
          """
          new MutationObserver((changes, observer) => {
            if (document.querySelector('.film .stars-track')) {
              window.usable = performance.now();
              observer.disconnect();
            }
          }).observe(document, { childList: true, subtree: true });""");
      fresh.navigate(address() + "/");
      rate(fresh.locator(".film .stars-track").first(), 4);
      assertThat(fresh.locator(".history .badge")).hasText("1");
      best = Math.min(best, ((Number) fresh.evaluate("window.usable")).doubleValue());
      fresh.context().close();
    }
    System.out.printf("first film that can be rated after %.0f ms%n", best);
  }

  @Test
  void theFirstPageIsSmall() {
    List<Request> finished = new ArrayList<>();
    Page fresh = browser.window(1280, 900, ColorScheme.LIGHT);
    fresh.onRequestFinished(finished::add);
    fresh.navigate(address() + "/");
    fresh.waitForSelector(".film");
    fresh.waitForLoadState(LoadState.NETWORKIDLE);
    int bytes = 0;
    for (Request request : finished) {
      assertThat(request.url()).doesNotContain("echarts");
      bytes += request.sizes().responseBodySize + request.sizes().responseHeadersSize;
    }
    assertThat(finished).hasSizeGreaterThan(10);
    assertThat(bytes).as("bytes of the first page").isBetween(20_000, 300_000);
    System.out.printf("first page: %,d bytes in %d answers%n", bytes, finished.size());
    fresh.context().close();
  }

  @Test
  void bothThemesAndBothWidths() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : new int[] {1280, 360}) {
        open("/", width, scheme);
        String name = "home-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width;
        Browser.photograph(page, name + "-first");
        for (int i = 0; i < 5; i++) {
          rate(page.locator(".onboarding .stars-track").nth(i), 4);
          assertThat(page.locator(".history .badge")).hasText(Integer.toString(i + 1));
        }
        Browser.photograph(page, name + "-rated");
        page.locator(".film").first().getByText("Why this?").click();
        Browser.photograph(page, name + "-why");
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
            .as("nothing wider than the window")
            .isLessThanOrEqualTo(width);
        Browser.assertAccessible(page);
      }
    }
  }

  private static void awaitStore(RunningService service) throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      if (service.get("/health/ready").get("status").asText().equals("ready")) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the event store does not come back");
  }

  private List<String> titles() {
    return page.locator(".film h3").allTextContents();
  }

  private void slide(String slider, String value) {
    page.locator(slider).fill(value);
  }

  private static void rate(Locator track, double stars) {
    track.scrollIntoViewIfNeeded();
    BoundingBox box = track.boundingBox();
    track.click(
        new Locator.ClickOptions().setPosition(box.width * (stars - 0.25) / 5, box.height / 2));
  }
}
