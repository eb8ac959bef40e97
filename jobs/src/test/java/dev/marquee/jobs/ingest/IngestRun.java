package dev.marquee.jobs.ingest;

import com.typesafe.config.ConfigUtil;
import dev.marquee.data.SnapshotDirectory;
import dev.marquee.data.Table;
import dev.marquee.jobs.config.ConfigLoader;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.LocalSpark;
import dev.marquee.jobs.pipeline.StageContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;

/** An input folder and a staged snapshot in a temporary folder, and the stage between them. */
final class IngestRun {
  static final String MOVIES = "movieId,title,genres\n1,Alien (1979),Horror|Sci-Fi\n2,Big,Comedy\n";
  static final String RATINGS = "userId,movieId,rating,timestamp\n1,1,4.0,100\n2,2,3.5,200\n";

  private final Path input;
  private final StageContext context;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  /** An empty input folder under {@code folder}. */
  IngestRun(Path folder, String... settings) {
    this(folder, folder.resolve("input"), settings);
  }

  /** A run over any input folder. */
  IngestRun(Path folder, Path input, String... settings) {
    this.input = input;
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("input=" + ConfigUtil.quoteString(input.toString()));
    context =
        new StageContext(
            LocalSpark.session(),
            ConfigLoader.load(Optional.empty(), all, Map.of()),
            new SnapshotDirectory(
                "test", new org.apache.hadoop.fs.Path(folder.resolve("staged").toString())),
            Optional.empty(),
            new Console(new PrintStream(printed, true, StandardCharsets.UTF_8)));
  }

  IngestRun file(String name, String content) {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  IngestRun file(String name, byte[] content) {
    try {
      Files.createDirectories(input);
      Files.write(input.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  static byte[] gzip(String content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream stream = new GZIPOutputStream(bytes)) {
      stream.write(content.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  IngestRun run() {
    new IngestStage().run(context);
    return this;
  }

  StageContext context() {
    return context;
  }

  String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** A table's rows as text, in a fixed order. */
  List<String> rows(Table table) {
    return context.read(table).collectAsList().stream().map(Row::mkString).sorted().toList();
  }

  /** "file line reason: detail" of every rejected row, by file and line. */
  List<String> rejected() {
    return context.read(dev.marquee.data.Tables.REJECTED_ROWS).collectAsList().stream()
        .map(
            row ->
                "%s %d %s: %s"
                    .formatted(
                        row.getString(0), row.getLong(1), row.getString(3), row.getString(4)))
        .sorted()
        .toList();
  }
}
