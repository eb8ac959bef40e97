package dev.marquee.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code manifest.json}: what a complete snapshot was made from and what it holds. A snapshot has
 * one exactly when it is complete and checked.
 *
 * @param id the snapshot's id
 * @param createdAt ISO-8601 instant at which the manifest was made
 * @param codeVersion version of Marquee that made it
 * @param inputs the files that were ingested
 * @param configuration the configuration in force, as JSON
 * @param tables table name to what it holds
 * @param models model name to its files
 * @param metrics stage name to its figures by name
 * @param stages the stages in the order in which they finished
 */
public record Manifest(
    String id,
    String createdAt,
    String codeVersion,
    List<InputFile> inputs,
    JsonNode configuration,
    Map<String, TableEntry> tables,
    Map<String, List<FileEntry>> models,
    Map<String, Map<String, Double>> metrics,
    List<StageEntry> stages) {
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  /** Refuses missing parts, times that are no instant and figures that are not finite. */
  public Manifest {
    Objects.requireNonNull(id, "id");
    Instant.parse(createdAt);
    Objects.requireNonNull(codeVersion, "codeVersion");
    Objects.requireNonNull(configuration, "configuration");
    inputs = List.copyOf(inputs);
    tables = sorted(tables);
    models = sorted(models);
    metrics = sorted(metrics);
    stages = List.copyOf(stages);
    metrics.forEach(
        (stage, figures) ->
            figures.forEach(
                (name, value) -> {
                  if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException(
                        "metric %s of %s is %s, expected a finite number"
                            .formatted(name, stage, value));
                  }
                }));
  }

  /** Rows of all tables together. */
  public long rows() {
    return tables.values().stream().mapToLong(TableEntry::rows).sum();
  }

  /** Size of all files together. */
  public long bytes() {
    return files().stream().mapToLong(FileEntry::bytes).sum();
  }

  /** Every file of the snapshot that the manifest vouches for. */
  public List<FileEntry> files() {
    return Stream.concat(
            tables.values().stream().flatMap(table -> table.files().stream()),
            models.values().stream().flatMap(List::stream))
        .toList();
  }

  private static <V> Map<String, V> sorted(Map<String, V> map) {
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }

  private static void check(String path, long bytes, String sha256) {
    Objects.requireNonNull(path, "path");
    if (path.isEmpty() || bytes < 0) {
      throw new IllegalArgumentException(
          "file '%s' has %d bytes, expected a path and 0 or more".formatted(path, bytes));
    }
    if (!SHA_256.matcher(Objects.requireNonNull(sha256, "sha256")).matches()) {
      throw new IllegalArgumentException(
          "sha256 of %s is '%s', expected 64 hexadecimal digits".formatted(path, sha256));
    }
  }

  /**
   * A file that was read to make the snapshot.
   *
   * @param path where it was read
   * @param bytes its size
   * @param sha256 hash of its content, in lower-case hexadecimal digits
   */
  public record InputFile(String path, long bytes, String sha256) {
    /** Refuses an empty path, a negative size and what is no SHA-256. */
    public InputFile {
      check(path, bytes, sha256);
    }
  }

  /**
   * A file of the snapshot.
   *
   * @param path relative to the snapshot's folder
   * @param bytes its size
   * @param sha256 hash of its content, in lower-case hexadecimal digits
   */
  public record FileEntry(String path, long bytes, String sha256) {
    /** Refuses a path that is empty or leads outside, a negative size and what is no SHA-256. */
    public FileEntry {
      check(path, bytes, sha256);
      if (path.startsWith("/") || List.of(path.split("/")).contains("..")) {
        throw new IllegalArgumentException(
            "file '%s', expected a path relative to the snapshot".formatted(path));
      }
    }
  }

  /**
   * A table of the snapshot.
   *
   * @param columns its columns in order, with their meaning
   * @param rows number of rows
   * @param files its Parquet files
   */
  public record TableEntry(List<Column> columns, long rows, List<FileEntry> files) {
    /** Refuses a negative number of rows; copies the lists. */
    public TableEntry {
      if (rows < 0) {
        throw new IllegalArgumentException("rows is " + rows + ", expected 0 or more");
      }
      columns = List.copyOf(columns);
      files = List.copyOf(files);
    }
  }

  /**
   * A stage that ran.
   *
   * @param name the stage's name
   * @param startedAt ISO-8601 instant
   * @param seconds how long it took
   */
  public record StageEntry(String name, String startedAt, double seconds) {
    /** Refuses missing parts and negative times. */
    public StageEntry {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(startedAt, "startedAt");
      if (!(seconds >= 0)) {
        throw new IllegalArgumentException(name + " took " + seconds + " s, expected 0 or more");
      }
    }
  }
}
