package dev.marquee.serving.bench;

import dev.marquee.data.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a Java process of its own, from the classes of this one. */
final class ServerProcess implements AutoCloseable {
  private static final Pattern LISTENS = Pattern.compile("listens on http://[^ ]+:(\\d+)");
  private static final Duration LONGEST_START = Duration.ofMinutes(2);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
  private static final int LINES_KEPT = 20;

  private final Process process;
  private final Thread onExit;
  private final long begin = System.nanoTime();
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final List<String> lastLines = new ArrayList<>();

  private ServerProcess(Process process) {
    this.process = process;
    onExit = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(onExit);
    Thread reader = new Thread(this::read, "server-output");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @param jvmOptions such as {@code -Xmx1g}
   * @param main prints a line with {@code listens on http://HOST:PORT}
   * @throws UserError with what it printed, if it ends instead
   */
  static ServerProcess start(List<String> jvmOptions, Class<?> main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    ServerProcess server =
        new ServerProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    try {
      server.port.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
      return server;
    } catch (ExecutionException | TimeoutException e) {
      server.close();
      throw server.failure("does not listen", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      server.close();
      throw new IOException(e);
    }
  }

  /**
   * Waits until a GET of the path is answered with 200.
   *
   * @return seconds since the process was started
   */
  double awaitReady(String path) throws IOException {
    byte[] request = KeepAliveConnection.get(path);
    while (System.nanoTime() - begin < LONGEST_START.toNanos() && process.isAlive()) {
      try (KeepAliveConnection connection = new KeepAliveConnection(port())) {
        if (connection.exchange(request) == 200) {
          return (System.nanoTime() - begin) / 1e9;
        }
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
    throw failure("does not answer " + path, null);
  }

  /** Where it listens. */
  int port() {
    return port.join();
  }

  private void read() {
    try (BufferedReader lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        keep(line);
        Matcher listens = LISTENS.matcher(line);
        if (listens.find()) {
          port.complete(Integer.valueOf(listens.group(1)));
        }
      }
      port.completeExceptionally(new IOException("it has ended"));
    } catch (IOException e) {
      port.completeExceptionally(e);
    }
  }

  private synchronized void keep(String line) {
    lastLines.add(line);
    if (lastLines.size() > LINES_KEPT) {
      lastLines.remove(0);
    }
  }

  private synchronized UserError failure(String what, Throwable cause) {
    return new UserError(
        "a server %s; it printed:%n%s".formatted(what, String.join("\n", lastLines)), cause);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(onExit);
  }
}
