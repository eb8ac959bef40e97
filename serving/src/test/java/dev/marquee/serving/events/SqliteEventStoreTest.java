package dev.marquee.serving.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.data.UserError;
import dev.marquee.serving.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventStoreTest extends EventStoreTest {
  @TempDir Path folder;

  @Override
  EventStoreConfig newStore() {
    return at(folder.resolve("a folder/events.db").toString());
  }

  private static EventStoreConfig at(String path) {
    return new EventStoreConfig("jdbc:sqlite:" + path, "", "", 4, 1000);
  }

  @Test
  void everyCommitIsOnTheDiskBeforeItIsAcknowledged() throws Exception {
    assertThat(rows("PRAGMA journal_mode")).containsExactly("wal");
    // A setting of the connection, not of the file.
    try (Connection writer =
            Database.of(config).writerPool().orElseThrow().getDataSource().getConnection();
        Statement statement = writer.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA synchronous")) {
      assertThat(result.getInt(1)).as("FULL").isEqualTo(2);
    }
  }

  @Test
  void readsGoOnAndWritesFailInTimeWhileAnotherProcessWrites() throws Exception {
    store.rate(USER, new StoredRating(1, 4, 100));
    try (Connection other = DriverManager.getConnection(config.url());
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");

      long start = System.nanoTime();
      assertThatThrownBy(() -> store.rate(USER, new StoredRating(2, 4, 100)))
          .isInstanceOf(EventStoreUnavailableException.class);
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isBetween(500L, 1500L);
      assertThat(store.changes(USER).ratings()).hasSize(1);
      assertThat(store.state().up()).isTrue();

      statement.execute("ROLLBACK");
    }
    store.rate(USER, new StoredRating(2, 4, 100));
    assertThat(store.changes(USER).ratings()).hasSize(2);
  }

  @Test
  void aFileThatIsNoDatabaseIsReportedAndUsedOnceItIsGone() throws Exception {
    Path file = folder.resolve("other.db");
    Files.writeString(file, "this is no database, but long enough to be read as one".repeat(20));
    try (EventStore broken = EventStore.open(at(file.toString()))) {
      assertThat(broken.state().up()).isFalse();
      assertThat(broken.state().failure().orElseThrow()).contains("not a database");
      assertThatThrownBy(() -> broken.changes(USER))
          .isInstanceOf(EventStoreUnavailableException.class)
          .hasMessageContaining("not a database");

      Files.delete(file);

      Eventually.isTrue(() -> broken.state().up());
      broken.rate(USER, new StoredRating(1, 4, 100));
    }
  }

  @Test
  void wrongPathsAndUrlsAreUserErrors() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    for (String path : new String[] {file + "/events.db", folder.toString()}) {
      assertThatThrownBy(() -> EventStore.open(at(path)))
          .isInstanceOf(UserError.class)
          .hasMessageContaining(path);
    }
    for (String url :
        new String[] {
          "",
          "jdbc:sqlite:",
          "jdbc:sqlite::memory:",
          "jdbc:mysql://host/events",
          "jdbc:postgresql://host",
          "jdbc:postgresql://me:hunter2@host/events",
          "jdbc:postgresql://host/events?user=me&password=hunter2",
          "jdbc:postgresql://host:port/events"
        }) {
      assertThatThrownBy(() -> EventStore.open(new EventStoreConfig(url, "", "", 1, 1000)))
          .as(url)
          .isInstanceOf(UserError.class)
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    }
  }

  @Test
  void theConfigurationHidesThePassword() {
    assertThat(new EventStoreConfig("jdbc:postgresql://h/d?ssl=1", "me", "hunter2", 4, 1000))
        .hasToString(
            "EventStoreConfig[url=jdbc:postgresql://h/d, user=me, connections=4,"
                + " timeoutMillis=1000]");
  }
}
