package dev.marquee.serving.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.data.UserError;
import dev.marquee.serving.http.Scope;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KeysTest {
  @TempDir private Path folder;
  private final AtomicLong now = new AtomicLong();

  private Path write(String... lines) throws IOException {
    Path file = folder.resolve("keys");
    Files.write(file, List.of(lines));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    // Two writes within one tick of the file system's clock are one to it.
    Files.setLastModifiedTime(file, FileTime.fromMillis(now.incrementAndGet() * 1000));
    return file;
  }

  private static String line(String name, String scope, String key) {
    return "%s %s sha256:%s".formatted(name, scope, Key.hashOf(key));
  }

  private void secondsPass(int seconds) {
    now.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  void aKeyIsKnownByItsHash() throws IOException {
    Path file =
        write("# clients", "", line("mobile", "read", "one"), line("batch", "write", "two"));
    Keys keys = new Keys(file, now::get);
    assertThat(keys.find("two")).map(Key::name).contains("batch");
    assertThat(keys.find("one")).map(Key::scope).contains(Scope.READ);
    assertThat(keys.find("three")).isEmpty();
    assertThat(keys.find("")).isEmpty();
    assertThat(keys.find(Key.hashOf("one"))).isEmpty();
  }

  @Test
  void everyKeyIsComparedWhicheverIsMeant() throws IOException {
    // The time to find a key must not tell where in the file it stands: 2000 keys, first and last.
    String[] lines = new String[2000];
    Arrays.setAll(lines, i -> line("client" + i, "read", "key" + i));
    Keys keys = new Keys(write(lines), now::get);
    double first = Double.MAX_VALUE;
    double last = Double.MAX_VALUE;
    for (int i = 0; i < 200; i++) {
      first = Math.min(first, nanosToFind(keys, "key0"));
      last = Math.min(last, nanosToFind(keys, "key1999"));
    }
    assertThat(first / last).isBetween(0.5, 2.0);
  }

  private static long nanosToFind(Keys keys, String key) {
    long begin = System.nanoTime();
    assertThat(keys.find(key)).isPresent();
    return System.nanoTime() - begin;
  }

  @Test
  void aChangedFileIsReadAgainWithinASecond() throws IOException {
    Keys keys = new Keys(write(line("mobile", "read", "old")), now::get);
    write(line("mobile", "read", "new"));
    assertThat(keys.find("new")).as("not looked at yet").isEmpty();
    secondsPass(2);
    assertThat(keys.find("new")).isPresent();
    assertThat(keys.find("old")).isEmpty();
  }

  @Test
  void aBrokenFileLeavesTheKeysInForce() throws IOException {
    Path file = write(line("mobile", "read", "old"));
    Keys keys = new Keys(file, now::get);
    write("mobile read sha256:zzz");
    secondsPass(2);
    assertThat(keys.find("old")).isPresent();
    Files.delete(file);
    secondsPass(2);
    assertThat(keys.find("old")).isPresent();
    write(line("mobile", "admin", "mended"));
    secondsPass(2);
    assertThat(keys.find("mended")).isPresent();
  }

  @Test
  void keysThatAreTakenOutAreGone() throws IOException {
    Keys keys = new Keys(write(line("mobile", "read", "old")), now::get);
    write("# nobody any more");
    secondsPass(2);
    assertThat(keys.find("old")).isEmpty();
  }

  @Test
  void aLineThatIsNoKeyIsNamedWithoutItsContent() throws IOException {
    String plain = "mobile read a-key-in-plain-text";
    assertThatThrownBy(() -> new Keys(write("# clients", plain), now::get))
        .isInstanceOf(UserError.class)
        .hasMessage(
            folder.resolve("keys")
                + " line 2 is no key, expected 'name read|write|admin sha256:HEX'");
    for (String line :
        List.of(
            line("mobile", "public", "one"),
            line("mo bile", "read", "one"),
            line("mobile", "read", "one") + "0",
            line("mobile", "read", "one").replace("sha256", "md5"))) {
      assertThatThrownBy(() -> new Keys(write(line), now::get))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("line 1 is no key");
    }
  }

  @Test
  void oneKeyHasOneScope() throws IOException {
    Path file = write(line("one", "read", "same"), line("two", "admin", "same"));
    assertThatThrownBy(() -> new Keys(file, now::get))
        .hasMessageEndingWith("line 2 has the key of an earlier line");
  }

  @Test
  void withoutAKeyTheRemedyIsNamed() throws IOException {
    assertThatThrownBy(() -> new Keys(write("# none"), now::get))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("has no key; the command new-key makes one");
    assertThatThrownBy(() -> new Keys(folder.resolve("missing"), now::get))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("missing does not exist or cannot be read");
  }

  @Test
  void aNewKeyIsKnownByItsLine() throws IOException {
    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(new NewKey()).setOut(new PrintWriter(out));
    assertThat(command.execute("--name", "mobile", "--scope", "write")).isZero();
    List<String> printed = out.toString().lines().toList();
    String key = printed.get(0).replaceFirst("key: *", "");
    String line = printed.get(1).replaceFirst("line: *", "");
    assertThat(key).hasSize(46).startsWith("mq_");
    assertThat(line).doesNotContain(key);
    Keys keys = new Keys(write(line), now::get);
    assertThat(keys.find(key)).map(Key::scope).contains(Scope.WRITE);
  }

  @Test
  void aNewKeyNeedsANameAndAScope() {
    StringWriter errors = new StringWriter();
    CommandLine command =
        new CommandLine(new NewKey())
            .setExecutionExceptionHandler(
                (fault, line, parsed) -> {
                  errors.write(fault.getMessage());
                  return 1;
                });
    assertThat(command.execute("--name", "a b", "--scope", "read")).isEqualTo(1);
    assertThat(command.execute("--name", "mobile", "--scope", "public")).isEqualTo(1);
    assertThat(errors.toString()).contains("--scope 'public'", "one of read, write, admin");
  }
}
