package dev.marquee.serving.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.marquee.serving.api.RunningService;
import dev.marquee.serving.bench.GeneratedWarehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page says of ratings, of the service and of itself, in a real browser. */
class InsightIT {
  private static final int WIDE = 1280;
  private static final int NARROW = 360;
  private static final String MARKUP = "<img src=x onerror=alert(1)>";

  /** Nothing listens at this port. */
  private static final String NO_DATABASE = "jdbc:postgresql://127.0.0.1:1/marquee";

  private static final String SPOKES =
      """
      [...document.querySelectorAll('.canvas')]
        .map((canvas) => echarts.getInstanceByDom(canvas).getOption().radar?.[0])
        .find((radar) => radar !== undefined).indicator.length""";

  private static final Page.GetByTextOptions EXACTLY = new Page.GetByTextOptions().setExact(true);

  private static Browser browser;
  private static RunningService service;
  private static TwoNights nights;

  private Page page;

  @BeforeAll
  static void start(@TempDir Path folder) {
    browser = Browser.start();
    nights = TwoNights.in(folder.resolve("warehouse"));
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
    page = browser.window(WIDE, 800, ColorScheme.LIGHT);
  }

  @AfterEach
  void close() {
    page.context().close();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void whoRatedNothingIsLedToFilms() {
    show(service, "/taste");
    assertThat(heading("You have not rated a film yet")).isVisible();
    Browser.assertAccessible(page);
    page.getByText("Find films to rate").click();
    page.waitForURL("**/");
  }

  @Test
  void analyticsAreOfTheRatingsThatAVisitorGave() {
    rate(6);
    show(service, "/taste");
    assertThat(tile("Ratings")).hasText("6");
    assertThat(row("Ratings by stars", "3 ★")).hasText("3 ★2");
    assertThat(table("Taste over time").locator("tbody tr")).hasCount(6);
    assertThat(table("How the list changed").locator("thead th")).hasCount(7);
    assertThat(page.getByText(MARKUP + ", 3 stars")).isVisible();
    Locator films = table("How the list changed").locator("tbody tr");
    assertThat(films).hasCount(10);
    List<String> before = films.allTextContents();

    rate(7);
    page.reload();
    assertThat(tile("Ratings")).hasText("7");
    assertThat(row("Ratings by stars", "3 ★")).hasText("3 ★3");
    assertThat(table("Taste over time").locator("tbody tr")).hasCount(7);
    // The lists of the table come after the figures.
    assertThat(films).hasCount(10);
    assertThat(films.allTextContents()).isNotEqualTo(before);
  }

  @Test
  void aGenreToExploreLeadsToItsFilms() {
    rate(1);
    show(service, "/taste");
    Locator genres = page.locator(".explore li");
    assertThat(genres).hasCount(4);
    assertThat(genres.first()).containsText("Begin with");
    genres.first().getByRole(AriaRole.BUTTON).click();
    page.waitForURL("**/");
    assertThat((String) page.evaluate("localStorage.getItem('marquee.settings')"))
        .contains("\"genres\":[\"");
  }

  @Test
  void analyticsOfAUserAreOfWhatTheServiceStores() {
    show(service, "/taste?user=3");
    assertThat(heading("Taste of user 3")).isVisible();
    assertThat(tile("Ratings")).hasText("20");
    service.send("PUT", "/v1/users/3/ratings/200", "{\"stars\": 5}");
    page.reload();
    assertThat(tile("Ratings")).hasText("21");
    Locator steps = page.locator(".columns ol").first().locator("li");
    assertThat(steps).hasCount(5);
    assertThat(steps.last()).containsText("200, 5 stars");

    Locator ranks = table("How the list changed").locator("tbody tr");
    assertThat(ranks).hasCount(10);
    List<Long> newest = new ArrayList<>();
    service
        .get("/v1/users/3/ratings?n=5")
        .get("ratings")
        .forEach(rating -> newest.add(rating.get("movieId").asLong()));
    String exclude = newest.toString().replaceAll("[^0-9,]", "");
    String before = "/v1/users/3/recommendations?n=50&withoutNewest=5&exclude=" + exclude;
    JsonNode list = service.get(before).get("movies");
    for (JsonNode movie : list) {
      Locator row =
          ranks.filter(
              new Locator.FilterOptions()
                  .setHas(page.getByText(movie.get("title").asText(), EXACTLY)));
      if (row.count() == 1) {
        assertThat(row.locator("td").first()).hasText(movie.get("rank").asText());
      }
    }
  }

  @Test
  void oneRatingIsATasteOverTimeAsWell() {
    rate(1);
    show(service, "/taste");
    assertThat(table("Taste over time").locator("tbody tr")).hasCount(1);
    assertThat(table("How the list changed").locator("thead th")).hasCount(3);
    awaitCharts("/taste");
    assertThat((Integer) page.evaluate(SPOKES)).as("no line in place of a radar").isEqualTo(5);
    Browser.photograph(page, "taste-one-rating");
  }

  @Test
  void operatorsSeeWhatTheServiceAnswersFrom() {
    show(service, "/operator");
    assertThat(heading("Nothing is wrong")).isVisible();
    assertThat(page.locator("code.id")).hasText(nights.newer());
    assertThat(row("Rows of the tables", "movies")).hasText("movies200=");
    assertThat(row("Rows of the tables", "similar_movies")).hasText("similar_movies8,000=");
    assertThat(row("Seconds of the stages", "train-ncf")).hasText("train-ncf83.5+100 %");
    assertThat(row("Input files", "ratings.csv")).hasText("ratings.csv2,000");
    assertThat(table("Figures of the models").locator("tbody tr")).hasCount(2);
    assertThat(row("Figures of the models", nights.newer())).containsText("0.2246");
    assertThat(row("Figures of the models", nights.older())).containsText("0.2123");
    assertThat(row("Evaluation by length of history", "0 to 9"))
        .containsText("0.14940.1041+0.0453");
    assertThat(tile("Catalogue coverage")).containsText("%");
    assertThat(table("Most recommended films").locator("tbody tr")).hasCount(10);
    assertThat(table("Popularity and exposure").locator("tbody tr")).hasCount(10);
  }

  @Test
  void withoutAnEvaluationOperatorsReadHowToMakeOne(@TempDir Path folder) {
    GeneratedWarehouse.SMALL.publish(folder.resolve("warehouse"));
    try (RunningService plain = RunningService.startReady(folder)) {
      show(plain, "/operator");
      Locator card = page.locator(".card:has(h3:text-is('Evaluation by length of history'))");
      assertThat(card).containsText("./spark-submit.sh fit-weights");
      assertThat(card)
          .containsText(
              "curl -X POST http://127.0.0.1:%d/admin/reload".formatted(plain.server().port()));
      assertThat(card.locator(".listing li")).hasCount(3);
      assertThat(card.locator(".listing li").last())
          .containsText("content 0.30 · collaborative 0.60 · popularity 0.10");
      Browser.assertAccessible(page);
      Browser.photograph(page, "operator-not-fitted");
      leave();
    }
  }

  @Test
  void fromWhereSomethingIsWrongIsConfigured(@TempDir Path folder) throws Exception {
    GeneratedWarehouse.SMALL.publish(folder.resolve("warehouse"));
    try (RunningService strict =
        RunningService.startReady(
            folder,
            "alerts.snapshotHours=0.0001",
            "alerts.leastRequests=1",
            "alerts.refusedShare=0.001")) {
      show(strict, "/operator");
      assertThat(page.locator(".standing")).containsText("The snapshot is less than a minute old");
      assertThat(page.locator(".standing")).not().containsText("of the requests are refused");
      assertThat(strict.send("GET", "/v1/movies/4711").statusCode()).isEqualTo(404);
      assertThat(page.locator(".standing")).containsText("of the requests are refused");
      leave();
    }
  }

  @Test
  void aWarehouseThatIsGoneIsSaidWhileListsGoOn(@TempDir Path folder) throws Exception {
    String id = GeneratedWarehouse.SMALL.publish(folder.resolve("warehouse"));
    try (RunningService cut = RunningService.startReady(folder)) {
      Files.move(folder.resolve("warehouse"), folder.resolve("away"));
      show(cut, "/operator");
      assertThat(heading("The warehouse cannot be followed")).isVisible();
      assertThat(page.locator(".standing")).containsText("a newer one is not seen until then");
      assertThat(page.locator("code.id")).hasText(id);
      Files.move(folder.resolve("away"), folder.resolve("warehouse"));
      assertThat(heading("Nothing is wrong")).isVisible();
      leave();
    }
  }

  @Test
  void liveFiguresFollowTheRequests() {
    show(service, "/operator");
    assertThat(tile("Requests, last 10 s")).containsText("/s");
    String route = "GET /v1/users/{id}/recommendations";
    for (int request = 0; request < 30; request++) {
      service.get("/v1/users/" + (1 + request % 3) + "/recommendations");
    }
    service.get("/v1/users/4711/recommendations");
    assertThat(service.send("GET", "/v1/movies/4711").statusCode()).isEqualTo(404);
    assertThat(row("Requests by route", route)).containsText("31");
    assertThat(row("Requests by route", "GET /v1/movies/{id}")).containsText("10");
    assertThat(tile("Fallbacks")).hasText("1");
    assertThat(tile("Answers from the cache")).containsText("%");
    assertThat(tile("Slowest of a hundred (p99)")).containsText("ms");
  }

  @Test
  void whatIsWrongComesFirst(@TempDir Path folder) {
    TwoNights own = TwoNights.in(folder.resolve("warehouse"));
    try (RunningService ill = RunningService.startReady(folder, "events.url=" + NO_DATABASE)) {
      String broken = own.publishBroken();
      show(ill, "/operator");
      assertThat(heading("2 things are wrong")).isVisible();
      assertThat(heading("Snapshot %s was refused".formatted(broken))).isVisible();
      assertThat(page.locator(".standing")).containsText("movie_factors");
      assertThat(heading("Ratings cannot be stored")).isVisible();
      assertThat(page.locator("code.id")).hasText(own.newer());
      assertThat(tile("Event store")).hasText("down");
      Browser.photograph(page, "operator-ill");
    }
    assertThat(heading("The service does not answer")).isVisible();
    leave();
    browser.complaints().removeIf(complaint -> complaint.contains("net::ERR"));
  }

  @Test
  void aServiceWithoutASnapshotSaysWhatMakesOne(@TempDir Path folder) {
    try (RunningService empty = RunningService.start(folder)) {
      show(empty, "/operator");
      assertThat(heading("There is no snapshot to answer from")).isVisible();
      assertThat(page.locator(".standing")).containsText("./spark-submit.sh nightly");
      show(empty, "/taste");
      assertThat(heading("There is nothing to recommend from yet")).isVisible();
      leave();
    }
  }

  @Test
  void theLicencesOfDataAndLibrariesAreNamed() {
    show(service, "/about");
    assertThat(row("Libraries and their licences", "MIT License")).containsText("Preact");
    assertThat(page.getByText("ml-100k may not be redistributed")).isVisible();
    assertThat(page.getByRole(AriaRole.IMG))
        .hasAccessibleName("The way of a rating from the files to a list and back");
  }

  @Test
  void everybodyCanUseEveryViewInBothThemesAndWidths() {
    rate(12);
    for (String path : List.of("/taste", "/operator", "/about")) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      page.setViewportSize(WIDE, 800);
      show(service, path);
      photograph(path, "light", WIDE);
      open(page.locator("main details"), true);
      Browser.assertAccessible(page);
      open(page.locator("main details:not(.unfold)"), false);
      photograph(path, "light", NARROW);
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      photograph(path, "dark", NARROW);
      open(page.locator("main details"), true);
      Browser.assertAccessible(page);
      open(page.locator("main details:not(.unfold)"), false);
      photograph(path, "dark", WIDE);
    }
  }

  /** Ends the page's looks, which would find nobody once the service stops. */
  private void leave() {
    page.navigate("about:blank");
  }

  private void show(RunningService shown, String path) {
    page.navigate("http://127.0.0.1:" + shown.server().port() + path);
    page.waitForSelector("h1");
  }

  private void photograph(String path, String theme, int width) {
    page.setViewportSize(width, 800);
    awaitCharts(path);
    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("%s fits into %d pixels", path, width)
        .isTrue();
    Browser.photograph(page, "%s-%s-%d".formatted(path.substring(1), theme, width));
  }

  /** Charts draw themselves once their library is there, and again for another width. */
  private void awaitCharts(String path) {
    int charts = path.equals("/about") ? 0 : path.equals("/taste") ? 4 : 5;
    page.waitForFunction(
        """
        (charts) => {
          const all = [...document.querySelectorAll('.canvas')];
          const isDrawn = (each) => Number(each.dataset.drawn) === Math.round(each.clientWidth);
          return all.length === charts && all.every(isDrawn);
        }
        """,
        charts);
  }

  private static void open(Locator details, boolean isOpen) {
    details.evaluateAll("(all, isOpen) => all.forEach((each) => (each.open = isOpen))", isOpen);
  }

  /** Puts a visitor's ratings into the browser, the newest first; one title is markup. */
  private void rate(int count) {
    String ratings =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    "{\"movieId\":%d,\"title\":\"%s\",\"genres\":[],\"stars\":%d,\"timestamp\":%d}"
                        .formatted(
                            1 + 7 * i,
                            i == 3 ? MARKUP : "Film " + i,
                            i % 3 == 0 ? 3 : i % 3 == 1 ? 4 : 5,
                            1_700_000_000L + 86_400L * 30 * i))
            .collect(Collectors.collectingAndThen(Collectors.toList(), InsightIT::newestFirst));
    String visitor = "{\"ratings\":[%s],\"dismissed\":[]}".formatted(ratings);
    if (page.url().startsWith("http")) {
      page.evaluate("(visitor) => localStorage.setItem('marquee.visitor', visitor)", visitor);
    } else {
      page.addInitScript(
          "if (localStorage.getItem('marquee.visitor') === null) {"
              + " localStorage.setItem('marquee.visitor', '"
              + visitor
              + "'); }");
    }
  }

  private static String newestFirst(List<String> ratings) {
    List<String> turned = new ArrayList<>(ratings);
    Collections.reverse(turned);
    return String.join(",", turned);
  }

  private Locator heading(String text) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text));
  }

  private Locator tile(String name) {
    return page.locator(".tile:has(dt:text-is('%s')) dd strong".formatted(name));
  }

  private Locator table(String caption) {
    return page.locator("table:has(caption:text-is('%s'))".formatted(caption));
  }

  private Locator row(String caption, String name) {
    return table(caption).locator("tbody tr:has(th:text-is('%s'))".formatted(name));
  }
}
