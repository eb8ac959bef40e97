package dev.marquee.serving.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marquee.serving.bench.GeneratedWarehouse;
import dev.marquee.serving.http.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole service is killed without warning while clients rate over HTTP as fast as it lets them.
 * What was answered with 200 is there after the next start, with the stars of the last such answer
 * or of the one request that was under way.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ServiceCrashIT {
  private static final int KILLS = 4;

  /** Ratings answered before a kill, however slow the machine is. */
  private static final int ANSWERS = 20;

  private static final int CLIENTS = 4;
  private static final int FIRST_USER = 9001;
  private static final int MOVIES = 150;
  private static final Pattern LISTENS = Pattern.compile("listens on (http://[^ ]+:\\d+)");

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void publish() {
    GeneratedWarehouse.SMALL.publish(folder.resolve("warehouse"));
  }

  @Test
  void noAnsweredRatingIsLost() throws Exception {
    Random random = new Random(11);
    List<Client> clients =
        IntStream.range(0, CLIENTS).mapToObj(i -> new Client(FIRST_USER + i)).toList();
    for (int i = 0; i < KILLS; i++) {
      Process process = process();
      String address = awaitReady(process);
      for (Client client : clients) {
        client.checkAllThere(address);
      }
      CountDownLatch rated = new CountDownLatch(ANSWERS);
      List<Thread> threads =
          clients.stream().map(client -> client.rateUntilItEnds(address, rated)).toList();
      assertThat(rated.await(30, TimeUnit.SECONDS)).isTrue();
      TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
      process.destroyForcibly().waitFor();
      for (Thread thread : threads) {
        thread.join();
      }
    }
    Process last = process();
    try {
      String address = awaitReady(last);
      for (Client client : clients) {
        client.checkAllThere(address);
      }
      assertThat(clients.stream().mapToInt(client -> client.answered.size()).sum())
          .isGreaterThanOrEqualTo(KILLS * ANSWERS);
    } finally {
      last.destroyForcibly().waitFor();
    }
  }

  /** Rates one movie after the other as one user, and remembers what was answered. */
  private final class Client {
    private final long user;
    private final Map<Long, Double> answered = new ConcurrentHashMap<>();
    private final Map<Long, Double> underWay = new ConcurrentHashMap<>();
    private int next;

    Client(long user) {
      this.user = user;
    }

    Thread rateUntilItEnds(String address, CountDownLatch rated) {
      Thread thread =
          new Thread(
              () -> {
                underWay.clear();
                try {
                  while (rateNext(address)) {
                    rated.countDown();
                  }
                } catch (IOException e) {
                  // The service is gone, as it shall be.
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      thread.start();
      return thread;
    }

    private boolean rateNext(String address) throws IOException, InterruptedException {
      long movie = 1 + next % MOVIES;
      double stars = 0.5 + next % 10 * 0.5;
      next++;
      underWay.put(movie, stars);
      HttpResponse<String> answer =
          http.send(
              request(address + "/v1/users/" + user + "/ratings/" + movie)
                  .header("Content-Type", "application/json")
                  .PUT(HttpRequest.BodyPublishers.ofString("{\"stars\": " + stars + "}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(answer.body());
      }
      answered.put(movie, stars);
      underWay.remove(movie);
      return true;
    }

    void checkAllThere(String address) throws IOException, InterruptedException {
      HttpResponse<String> answer =
          http.send(
              request(address + "/v1/users/" + user + "/ratings?n=1000").build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      Map<Long, Double> stored = new TreeMap<>();
      for (JsonNode rating : Json.MAPPER.readTree(answer.body()).get("ratings")) {
        stored.put(rating.get("movieId").asLong(), rating.get("stars").asDouble());
      }
      assertThat(stored.keySet()).as("user " + user).containsAll(answered.keySet());
      stored.forEach(
          (movie, stars) ->
              assertThat(Stream.of(answered.get(movie), underWay.get(movie)))
                  .as("stars of movie " + movie + ", user " + user)
                  .contains(stars));
      answered.putAll(stored);
    }
  }

  private static HttpRequest.Builder request(String address) {
    return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(20));
  }

  private Process process() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx384m",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "--warehouse",
            folder.resolve("warehouse").toString(),
            "--port",
            "0",
            "--set",
            "events.url=jdbc:sqlite:" + folder.resolve("events.db"))
        .redirectErrorStream(true)
        .start();
  }

  private String awaitReady(Process process) throws IOException, InterruptedException {
    String address = listens(process.inputReader());
    for (int i = 0; i < 300; i++) {
      if (http.send(
                  request(address + "/health/ready").build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200) {
        return address;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("not ready after 30 seconds");
  }

  private static String listens(BufferedReader lines) throws IOException {
    StringBuilder printed = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      printed.append(line).append('\n');
      Matcher matcher = LISTENS.matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    throw new AssertionError("the service has ended; it printed:\n" + printed);
  }
}
