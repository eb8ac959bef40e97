package dev.marquee.jobs.embed;

import com.johnsnowlabs.client.aws.AWSGateway;
import com.johnsnowlabs.nlp.pretrained.ResourceDownloader$;
import com.johnsnowlabs.util.ConfigHelper$;
import com.johnsnowlabs.util.ConfigLoader$;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * Spark NLP's folder of downloaded models. A model lies in {@code
 * NAME_LANGUAGE_VERSION_SPARK_TIMESTAMP}; one copied there by hand may also be called {@code
 * NAME_LANGUAGE} or {@code NAME}.
 */
final class PretrainedCache {
  private static final String SETTING = "spark.jsl.settings.pretrained.cache_folder";
  private static final String METADATA = "public/models/metadata.json";

  /** Spark NLP's client alone tries for minutes where a firewall swallows packets. */
  private static final int SECONDS_TO_ANSWER = 20;

  private final SparkSession spark;
  private final Configuration hadoop;

  /** The cache folder that the session is configured with. */
  PretrainedCache(SparkSession spark) {
    this.spark = spark;
    this.hadoop = spark.sparkContext().hadoopConfiguration();
  }

  /** The newest version of a model in the folder, if there is one. */
  Optional<Path> find(String name, String language) throws IOException {
    Path cache = folder();
    FileSystem files = cache.getFileSystem(hadoop);
    if (!files.exists(cache)) {
      return Optional.empty();
    }
    String model = name + "_" + language;
    return Arrays.stream(files.listStatus(cache))
        .filter(FileStatus::isDirectory)
        .map(FileStatus::getPath)
        .filter(
            path ->
                path.getName().matches("\\Q" + model + "\\E_[\\d.]+_[\\d.]+_\\d+")
                    || path.getName().equals(model)
                    || path.getName().equals(name))
        .max(
            Comparator.comparingLong(PretrainedCache::timestamp)
                .thenComparing(path -> path.getName().length()));
  }

  /**
   * Downloads a model into the folder.
   *
   * @throws IllegalArgumentException saying what to do where there is no network or no such model
   */
  Path download(String name, String language) throws IOException {
    refuseWithoutNetwork();
    Supplier<String> download =
        () ->
            ResourceDownloader$.MODULE$.downloadResource(
                name, Option.apply(language), ResourceDownloader$.MODULE$.publicLoc());
    try {
      // It tells its progress on standard output, which is for results.
      return new Path(scala.Console.withOut(OutputStream.nullOutputStream(), download::get));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "Spark NLP has no model %s for language %s that it could download: %s"
              .formatted(name, language, firstLine(e)),
          e);
    }
  }

  private Path folder() throws IOException {
    String set = spark.conf().get(SETTING, "");
    return set.isEmpty()
        ? new Path(FileSystem.get(hadoop).getHomeDirectory(), "cache_pretrained")
        : new Path(set);
  }

  /** When the model was published, in milliseconds; 0 for one that was copied by hand. */
  private static long timestamp(Path path) {
    String name = path.getName();
    String last = name.substring(name.lastIndexOf('_') + 1);
    return last.matches("\\d{10,18}") ? Long.parseLong(last) : 0;
  }

  private void refuseWithoutNetwork() throws IOException {
    String bucket =
        ConfigLoader$.MODULE$.getConfigStringValue(ConfigHelper$.MODULE$.pretrainedS3BucketKey());
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    Thread question =
        new Thread(
            () -> {
              try {
                AWSGateway gateway = new AWSGateway("", "", "", "", "us-east-1", "public");
                answer.complete(gateway.client().doesObjectExist(bucket, METADATA));
              } catch (RuntimeException e) {
                answer.completeExceptionally(e);
              }
            },
            "marquee-pretrained");
    question.setDaemon(true);
    question.start();
    try {
      answer.get(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw offline(bucket, "no answer in " + SECONDS_TO_ANSWER + " seconds", e);
    } catch (ExecutionException e) {
      throw offline(bucket, firstLine(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private IllegalArgumentException offline(String bucket, String reason, Exception cause)
      throws IOException {
    return new IllegalArgumentException(
        ("not in %s (%s) and %s cannot be reached (%s); put the unpacked model there,"
                + " or set embed.encoder to a folder with an ONNX export")
            .formatted(folder(), SETTING, bucket, reason),
        cause);
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
