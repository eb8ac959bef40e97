package dev.marquee.serving.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.data.UserError;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and rate limits as clients see them. */
class GuardTest {
  private static final RateConfig UNLIMITED = new RateConfig(Requirement.NEVER, 0, 5, 0, 1, 10);

  @TempDir private Path folder;

  private KeysConfig keys() throws IOException {
    Path file = folder.resolve("keys");
    Files.write(
        file,
        List.of(
            "reader read sha256:" + Key.hashOf("r"),
            "writer write sha256:" + Key.hashOf("w"),
            "operator admin sha256:" + Key.hashOf("a")));
    return new KeysConfig(file.toString(), Requirement.ALWAYS);
  }

  private static Map<String, String> with(String key) {
    return Map.of("Authorization", "Bearer " + key);
  }

  @Test
  void aKeyOpensWhatItsScopeIncludes() throws Exception {
    try (GuardedService service = GuardedService.start(GuardedService.config(keys(), UNLIMITED))) {
      assertThat(service.get("/public").statusCode()).isEqualTo(200);
      assertThat(service.ask("GET", "/public", with("wrong")).statusCode()).isEqualTo(200);
      assertThat(service.ask("GET", "/users/1", with("r")).statusCode()).isEqualTo(200);
      assertThat(service.ask("GET", "/users/1", with("a")).statusCode()).isEqualTo(200);
      assertThat(service.ask("GET", "/users/1", Map.of("authorization", "bearer  w")).statusCode())
          .isEqualTo(200);
      assertThat(service.ask("POST", "/admin", with("a")).statusCode()).isEqualTo(200);
      HttpResponse<String> refused = service.ask("POST", "/admin", with("w"));
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body())
          .contains("the key 'writer' has the scope write, POST /admin needs admin");
      assertThat(service.ask("PUT", "/users/1", with("r")).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void withoutAKnownKeyNothingIsOpen() throws Exception {
    try (GuardedService service = GuardedService.start(GuardedService.config(keys(), UNLIMITED))) {
      for (String header :
          List.of("Bearer wrong", "Bearer ", "Bearer", "Basic cjpy", "r", "Bearer r, Bearer a")) {
        HttpResponse<String> refused =
            service.ask("GET", "/users/1", Map.of("Authorization", header));
        assertThat(refused.statusCode()).as(header).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(refused.body()).doesNotContain("wrong");
      }
      assertThat(service.get("/users/1").body()).contains("there is no key", "Authorization");
      assertThat(service.get("/users/1?key=r").statusCode()).isEqualTo(401);
      // Nor does a request that is wrong in other ways tell more.
      assertThat(service.get("/users/x?y=z").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void automaticallyKeysAreNeededWhereOthersConnect() throws IOException {
    KeysConfig none = new KeysConfig("", Requirement.AUTO);
    for (String host : List.of("127.0.0.1", "localhost", "::1", "127.8.9.10")) {
      assertThat(Guard.of(GuardedService.config(none, UNLIMITED), host, 0).needsKeys())
          .as(host)
          .isFalse();
    }
    for (String host : List.of("0.0.0.0", "::", "", "192.0.2.1")) {
      assertThatThrownBy(() -> Guard.of(GuardedService.config(none, UNLIMITED), host, 0))
          .as(host)
          .isInstanceOf(UserError.class)
          .hasMessageContaining("new-key")
          .hasMessageContaining("security.keys.file")
          .hasMessageContaining("security.keys.required=never");
    }
    KeysConfig file = new KeysConfig(keys().file(), Requirement.AUTO);
    assertThat(Guard.of(GuardedService.config(file, UNLIMITED), "0.0.0.0", 0).needsKeys()).isTrue();
    assertThat(Guard.of(GuardedService.config(file, UNLIMITED), "::1", 0).needsKeys()).isFalse();
    KeysConfig never = new KeysConfig("", Requirement.NEVER);
    assertThat(Guard.of(GuardedService.config(never, UNLIMITED), "0.0.0.0", 0).needsKeys())
        .isFalse();
  }

  @Test
  void anAddressThatAsksTooOftenWaits() throws Exception {
    RateConfig rates = new RateConfig(Requirement.ALWAYS, 0, 3, 0, 1, 10);
    KeysConfig none = new KeysConfig("", Requirement.NEVER);
    try (GuardedService service = GuardedService.start(GuardedService.config(none, rates))) {
      HttpResponse<String> first = service.get("/users/1");
      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(first.headers().firstValue("RateLimit-Limit")).contains("3");
      assertThat(first.headers().firstValue("RateLimit-Remaining")).contains("2");
      assertThat(first.headers().firstValue("RateLimit-Reset")).contains("1");
      HttpResponse<String> refused = first;
      for (int i = 0; i < 20 && refused.statusCode() != 429; i++) {
        refused = service.get("/users/1");
      }
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(refused.headers().firstValue("RateLimit-Remaining")).contains("0");
      assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
      for (int i = 0; i < 10; i++) {
        assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
      }
      Thread.sleep(1000);
      assertThat(service.get("/users/1").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void filesAndPathsThatAreNowhereCountAsWell() throws Exception {
    RateConfig rates = new RateConfig(Requirement.ALWAYS, 0, 3, 0, 1, 10);
    KeysConfig none = new KeysConfig("", Requirement.NEVER);
    for (String path : List.of("/nowhere", "/docs")) {
      try (GuardedService service = GuardedService.start(GuardedService.config(none, rates))) {
        HttpResponse<String> first = service.get(path);
        assertThat(first.statusCode()).isIn(200, 404);
        assertThat(first.headers().firstValue("RateLimit-Remaining")).contains("2");
        HttpResponse<String> refused = first;
        for (int i = 0; i < 20 && refused.statusCode() != 429; i++) {
          refused = service.get(path);
        }
        assertThat(refused.statusCode()).as(path).isEqualTo(429);
        assertThat(refused.headers().firstValue("Content-Type"))
            .contains("application/problem+json");
      }
    }
  }

  @Test
  void behindAProxyClientsAreToldApartByWhatItWroteAndNotByWhatTheyWrote() throws Exception {
    RateConfig rates = new RateConfig(Requirement.ALWAYS, 1, 3, 0, 1, 10);
    KeysConfig none = new KeysConfig("", Requirement.NEVER);
    try (GuardedService service = GuardedService.start(GuardedService.config(none, rates))) {
      int forged = 0;
      while (forwarded(service, forged++ + ".0.0.1, 192.0.2.1").statusCode() == 200) {
        assertThat(forged).isLessThan(20);
      }
      assertThat(forwarded(service, "192.0.2.2").statusCode()).isEqualTo(200);
      // Without a usable entry it is the address that connected.
      int nameless = 0;
      while (forwarded(service, "client" + nameless++ + ".example").statusCode() == 200) {
        assertThat(nameless).isLessThan(20);
      }
      assertThat(service.get("/users/1").statusCode()).isEqualTo(429);
    }
  }

  private static HttpResponse<String> forwarded(GuardedService service, String addresses)
      throws Exception {
    return service.ask("GET", "/users/1", Map.of("X-Forwarded-For", addresses));
  }

  @Test
  void guessedKeysCountAgainstTheAddressAndKeysHaveALimitOfTheirOwn() throws Exception {
    RateConfig rates = new RateConfig(Requirement.ALWAYS, 0, 12, 2, 1, 10);
    try (GuardedService service = GuardedService.start(GuardedService.config(keys(), rates))) {
      assertThat(service.ask("GET", "/users/1", with("guess")).statusCode()).isEqualTo(401);
      int guesses = 1;
      while (service.ask("GET", "/users/1", with("guess")).statusCode() == 401) {
        guesses++;
      }
      assertThat(guesses).isLessThan(12);
      HttpResponse<String> known = service.ask("GET", "/users/1", with("r"));
      assertThat(known.statusCode()).isEqualTo(200);
      assertThat(known.headers().firstValue("RateLimit-Limit")).contains("2");
      assertThat(service.ask("GET", "/users/1", with("r")).statusCode()).isEqualTo(200);
      assertThat(service.ask("GET", "/users/1", with("r")).statusCode()).isEqualTo(429);
      assertThat(service.ask("GET", "/users/1", with("w")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void onLoopbackThereIsNoLimitUnlessAsked() throws Exception {
    try (GuardedService service = GuardedService.start()) {
      for (int i = 0; i < 20; i++) {
        HttpResponse<String> answer = service.get("/users/1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("RateLimit-Limit")).isEmpty();
      }
    }
  }

  @Test
  void oneClientOfIpv6HasABlockOfAddresses() {
    assertThat(AddressBlock.of("2001:db8:1:2:3:4:5:6"))
        .isEqualTo(AddressBlock.of("2001:db8:1:2::1"))
        .isNotEqualTo(AddressBlock.of("2001:db8:1:3::1"));
    assertThat(AddressBlock.of("192.0.2.1")).isEqualTo("192.0.2.1");
  }

  @Test
  void thePasswordIsNotPrinted() {
    assertThat(new TlsConfig("store.p12", "geheim").toString()).doesNotContain("geheim");
  }
}
