package dev.marquee.serving.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.marquee.serving.api.RunningService;
import dev.marquee.serving.bench.GeneratedWarehouse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page under keys, fingers, quick clicks and several windows. */
class HomeInputIT {
  /** Whether what has the focus is covered by what stays in its place. */
  private static final String IS_COVERED =
      """
      () => {
        const element = document.activeElement;
        if (element.closest('.header, .undo')) {
          return false;
        }
        const box = element.getBoundingClientRect();
        const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return at === null || at.closest('.header, .undo') !== null;
      }""";

  private static final String OUTLINE =
      """
      () => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
        return `${outlineStyle} ${outlineWidth}`;
      }""";

  /** Whether a press opens a window before the next key could come. */
  private static final String OPENS_AT_ONCE =
      """
      (button) => {
        button.click();
        return Promise.resolve().then(() => document.querySelector('dialog')?.matches(':modal'));
      }""";

  /** Whether the first chart moves while it is drawn. */
  private static final String MOVES =
      "echarts.getInstanceByDom(document.querySelector('.canvas[data-drawn]'))"
          + ".getOption().animation";

  private static final String SHIFT =
      """
      () => new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((each) => (sum += each.value)))
          .observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 200);
      })""";

  private static Browser browser;
  private static RunningService service;

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

  @AfterEach
  void close() {
    page.context().close();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aNewcomerNeedsNothingButKeys() {
    page = show(browser.window(1280, 900, ColorScheme.LIGHT), "/");
    tabTo("Your rating of");
    for (int i = 1; i <= 5; i++) {
      press("End", "ArrowLeft", "Enter");
      settled(page, i);
      press("Tab");
    }
    tabTo("Go to your list");
    press("Enter");
    assertThat(page.locator(".onboarding")).hasCount(0);
    assertThat(focus()).isNotEqualTo("BODY");

    tabTo("Not interested");
    press("Enter");
    assertThat(page.locator(".history summary")).hasText("Not interested (1)");
    assertThat(page.locator(".film").first().getByText("Not interested")).isFocused();
    press("Control+z");
    assertThat(page.locator(".history summary")).hasCount(0);
    assertThat(focus()).contains("Film", "Not interested");
  }

  @Test
  void theKeyboardKeepsItsPlaceWhenWhatItWasOnGoes() {
    page = show(browser.window(1280, 900, ColorScheme.LIGHT), "/");
    for (int i = 0; i < 3; i++) {
      rate(page.locator(".onboarding .stars-track").nth(i), 4);
      settled(page, i + 1);
    }
    final Locator takeBack = page.locator(".history-rows .button");
    enter(takeBack.first());
    settled(page, 2);
    assertThat(takeBack.first()).isFocused();
    enter(page.locator(".undo button"));
    settled(page, 3);
    assertThat(takeBack.nth(1)).isFocused();

    final Locator likeThis = page.locator(".film").nth(1).getByText("More like this");
    enter(likeThis);
    enter(page.locator("dialog .film-row button").first());
    assertThat(page.locator("dialog")).hasCount(1);
    press("Escape");
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(likeThis).isFocused();

    page.fill("#query", "river");
    enter(page.locator(".results-head button"));
    assertThat(page.locator("#query")).isFocused();

    enter(page.getByText("Forget everything"));
    assertThat(page.getByText("Keep them")).isFocused();
    press("Tab", "Enter");
    assertThat(page.locator(".history .badge")).hasCount(0);
    assertThat(focus()).isNotEqualTo("BODY");
  }

  @Test
  void aWindowTakesTheKeyThatFollowsTheOneThatOpenedIt() {
    page = show(browser.window(1280, 900, ColorScheme.LIGHT), "/");
    for (String name : List.of("More like this", "Why this?")) {
      final Locator opens = page.locator(".film").first().getByText(name);
      assertThat((Boolean) opens.evaluate(OPENS_AT_ONCE)).as(name).isTrue();
      press("Escape");
      assertThat(page.locator("dialog")).hasCount(0);
    }
  }

  @Test
  void whatHasTheFocusIsNeverCovered() {
    for (int width : new int[] {1280, 360}) {
      page = show(browser.window(width, 740, ColorScheme.LIGHT), "/");
      rate(page.locator(".onboarding .stars-track").first(), 4);
      settled(page, 1);
      page.locator(".film-actions button").nth(20).focus();
      for (int i = 0; i < 60; i++) {
        press(i < 30 ? "Shift+Tab" : "Tab");
        assertThat((Boolean) page.evaluate(IS_COVERED)).as(width + " " + focus()).isFalse();
      }
      if (width > 360) {
        page.context().close();
      }
    }
  }

  @Test
  void whateverHasTheFocusShowsIt() {
    page = show(browser.window(1280, 800, ColorScheme.LIGHT), "/");
    rate(page.locator(".onboarding .stars-track").first(), 4);
    settled(page, 1);
    for (String path : List.of("/", "/taste", "/operator", "/about")) {
      page.navigate("http://127.0.0.1:" + service.server().port() + path);
      page.waitForSelector(path.equals("/") ? ".film" : "h1");
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < 50; i++) {
        press("Tab");
        String focused = focus();
        if (focused.equals("BODY")) {
          break;
        }
        seen.add(focused);
        assertThat((String) page.evaluate(OUTLINE)).as(path + " " + focused).isEqualTo("solid 3px");
      }
      assertThat(seen).as("stops of " + path).hasSizeGreaterThan(7);
    }
  }

  @Test
  void theChoiceOfAUserFitsAndGivesWay() {
    for (int width : new int[] {1280, 360}) {
      page = show(browser.window(width, 740, ColorScheme.LIGHT), "/");
      Locator summary = page.locator(".audience summary");
      Locator popover = page.locator(".popover");
      enter(summary);
      assertThat(popover).isVisible();
      BoundingBox box = popover.boundingBox();
      assertThat(box.x).isNotNegative();
      assertThat(box.x + box.width).isLessThanOrEqualTo(width);
      press("Tab", "Escape");
      assertThat(popover).not().isVisible();
      assertThat(summary).isFocused();

      enter(summary);
      press("Tab", "Tab", "Tab");
      assertThat(popover).not().isVisible();
      summary.click();
      assertThat(popover).isVisible();
      page.mouse().click(3, 700);
      assertThat(popover).not().isVisible();
      if (width > 360) {
        page.context().close();
      }
    }
  }

  @Test
  void whoWantsNoMotionGetsNone() {
    page = show(browser.window(1280, 800, ColorScheme.LIGHT), "/");
    rate(page.locator(".film .stars-track").first(), 4);
    settled(page, 1);
    for (ReducedMotion wish : ReducedMotion.values()) {
      page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(wish));
      page.navigate("http://127.0.0.1:" + service.server().port() + "/taste");
      page.waitForSelector(".canvas[data-drawn]");
      assertThat((Boolean) page.evaluate(MOVES)).isEqualTo(wish == ReducedMotion.NO_PREFERENCE);
      assertThat(
              (String)
                  page.evaluate(
                      "getComputedStyle(document.querySelector('.theme')).transitionDuration"))
          .isEqualTo(wish == ReducedMotion.NO_PREFERENCE ? "0.15s" : "0s");
    }
  }

  @Test
  void aFingerTapsOrSlidesAndScrollsWithoutRating() {
    page = show(browser.phone(), "/");
    Locator track = page.locator(".onboarding .stars-track").first();
    track.scrollIntoViewIfNeeded();
    finger(track, .15, .68, 0);
    assertThat(track).hasAttribute("aria-valuetext", "3.5 stars");
    settled(page, 1);
    BoundingBox box = track.boundingBox();
    page.touchscreen().tap(box.x + box.width * .45, box.y + box.height / 2);
    assertThat(track).hasAttribute("aria-valuetext", "2.5 stars");

    Locator other = page.locator(".onboarding .stars-track").nth(1);
    finger(other, .5, .5, -150);
    page.waitForCondition(() -> ((Number) page.evaluate("scrollY")).intValue() > 0);
    assertThat(other).hasAttribute("aria-valuetext", "not rated");
    Browser.assertAccessible(page);
  }

  @Test
  void twoWindowsKeepTheRatingsOfBoth() {
    page = show(browser.window(1280, 900, ColorScheme.LIGHT), "/");
    Page other = show(browser.beside(page), "/");
    rate(page.locator(".film .stars-track").first(), 4);
    settled(page, 1);
    settled(other, 1);
    rate(other.locator(".film .stars-track").first(), 2);
    settled(other, 2);
    settled(page, 2);
  }

  @Test
  void ratingsThatComeFasterThanTheirAnswersAreAllThere() {
    page = show(browser.window(1280, 900, ColorScheme.LIGHT), "/?user=7");
    List<Route> held = new ArrayList<>();
    page.route("**/ratings/*", held::add);
    rate(page.locator(".film .stars-track").nth(0), 4);
    rate(page.locator(".film .stars-track").nth(1), 3);
    for (int i = 0; i < 2; i++) {
      int first = i;
      page.waitForCondition(() -> held.size() > first);
      held.get(i).resume();
    }
    settled(page, 22);
    assertThat(service.get("/v1/users/7/ratings").get("total").asInt()).isEqualTo(22);
  }

  @Test
  void whatCannotBeUsedAnyLongerIsForgotten() {
    page = show(browser.window(1280, 900, ColorScheme.LIGHT), "/");
    page.evaluate(
        "localStorage.setItem('marquee.visitor', '{\"ratings\":5,\"dismissed\":[null]}')");
    page.reload();
    assertThat(page.locator(".film").first()).isVisible();

    page.evaluate("localStorage.setItem('marquee.settings', '{\"genres\":[\"Telenovela\"]}')");
    page.reload();
    assertThat(page.locator(".film").first()).isVisible();
    assertThat(page.locator("#genre")).hasValue("");
    // The browser writes the refusal, which is what this is about, to its console.
    browser.complaints().removeIf(text -> text.contains("status of 400"));
  }

  @Test
  void aKeyIsAskedForAndWhatItDoesNotAllowIsSaid(@TempDir Path folder) throws Exception {
    GeneratedWarehouse.SMALL.publish(folder.resolve("warehouse"));
    Path keys = folder.resolve("keys");
    Files.writeString(keys, "reader read sha256:%s\n".formatted(sha256("secret")));
    try (RunningService closed =
        RunningService.startReady(
            folder, "security.keys.required=always", "security.keys.file=" + keys)) {
      page = browser.window(1280, 900, ColorScheme.LIGHT);
      page.navigate("http://127.0.0.1:" + closed.server().port() + "/?user=5");
      for (String key : List.of("wrong", "secret")) {
        assertThat(page.getByLabel("This service asks for a key.")).isVisible();
        Browser.assertAccessible(page);
        page.fill("#key", key);
        press("Enter");
      }
      settled(page, 20);
      assertThat(page.locator(".notice")).hasCount(0);
      rate(page.locator(".film .stars-track").first(), 4);
      assertThat(page.locator(".notice.bad")).containsText("That did not work.");
      // To try for ever what the key does not allow would help nobody.
      page.getByText("Try again").click();
      assertThat(page.locator(".notice")).hasCount(0);
      settled(page, 20);
    }
    browser.complaints().removeIf(text -> text.matches("(?s).*status of 40[13].*"));
  }

  @Test
  void moreRatingsThanAnAnswerHoldsAreAllKnown(@TempDir Path folder) {
    new GeneratedWarehouse(2500, 2, 1200, 10, 5, 5, 8, 16).publish(folder.resolve("warehouse"));
    try (RunningService large = RunningService.startReady(folder)) {
      page = browser.window(1280, 900, ColorScheme.LIGHT);
      page.navigate("http://127.0.0.1:" + large.server().port() + "/?user=1");
      settled(page, 1200);
      assertThat(page.getByText("Show all 1200")).isVisible();
    }
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void nothingJumpsWhileThePageLoadsAndTheOfferToUndoGoes() {
    page = browser.window(1280, 900, ColorScheme.LIGHT);
    page.clock().install();
    show(page, "/");
    page.waitForSelector(".onboarding .stars-track");
    page.clock().resume();
    assertThat(((Number) page.evaluate(SHIFT)).doubleValue()).isLessThan(0.1);

    rate(page.locator(".film .stars-track").first(), 4);
    settled(page, 1);
    assertThat(page.locator(".undo button")).isVisible();
    page.mouse().move(5, 400);
    page.clock().fastForward(21_000);
    assertThat(page.locator(".undo button")).hasCount(0);
  }

  private static Page show(Page page, String path) {
    page.navigate("http://127.0.0.1:" + service.server().port() + path);
    page.waitForSelector(".film");
    return page;
  }

  /** Waits until so many ratings are in the history and the list follows them. */
  private static void settled(Page page, int ratings) {
    assertThat(page.locator(".history .badge")).hasText(Integer.toString(ratings));
    assertThat(page.locator(".films")).hasAttribute("aria-busy", "false");
  }

  private void tabTo(String name) {
    for (int i = 0; i < 200 && !focus().contains(name); i++) {
      press("Tab");
    }
    assertThat(focus()).contains(name);
  }

  private void enter(Locator control) {
    control.focus();
    press("Enter");
  }

  private void press(String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
  }

  private String focus() {
    return (String)
        page.evaluate(
            """
            () => {
              const element = document.activeElement;
              return element === document.body
                ? 'BODY'
                : `${element.closest('.film') ? 'Film ' : ''}${element.localName} ` +
                    (element.getAttribute('aria-label') ?? element.textContent);
            }""");
  }

  /** A finger that goes down at a share of the width, moves, and is lifted. */
  private void finger(Locator track, double from, double to, double down) {
    BoundingBox box = track.boundingBox();
    CDPSession session = page.context().newCDPSession(page);
    double y = box.y + box.height / 2;
    touch(session, "touchStart", "{x: %f, y: %f}".formatted(box.x + box.width * from, y));
    for (int step = 1; step <= 10; step++) {
      double x = box.x + box.width * (from + (to - from) * step / 10);
      touch(session, "touchMove", "{x: %f, y: %f}".formatted(x, y + down * step / 10));
    }
    touch(session, "touchEnd", "");
  }

  private static void touch(CDPSession session, String type, String point) {
    session.send(
        "Input.dispatchTouchEvent",
        new Gson()
            .fromJson("{type: %s, touchPoints: [%s]}".formatted(type, point), JsonObject.class));
  }

  private static void rate(Locator track, double stars) {
    track.scrollIntoViewIfNeeded();
    BoundingBox box = track.boundingBox();
    track.click(
        new Locator.ClickOptions().setPosition(box.width * (stars - 0.25) / 5, box.height / 2));
  }
}
