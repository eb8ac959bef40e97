package dev.marquee.jobs.encoder;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.marquee.data.UserError;
import dev.marquee.jobs.config.EncoderConfig;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How an encoder was trained, as {@code training.json} beside it says.
 *
 * @param trainingMovies movies that weights and vocabulary come from
 * @param validationMovies movies that chose the epoch
 * @param heldOutMovies movies that had no part in it
 * @param epoch the contrastive epoch of the weights; 0 where none improved validation
 * @param validation its validation score
 * @param configuration all keys under {@code encoder}
 */
record TrainingRecord(
    int trainingMovies,
    int validationMovies,
    int heldOutMovies,
    int epoch,
    double validation,
    EncoderConfig configuration)
    implements Serializable {
  /** The file's name. */
  static final String FILE = "training.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Writes the file into an encoder's folder. */
  void write(Path directory) throws IOException {
    Files.writeString(directory.resolve(FILE), JSON.writeValueAsString(this) + "\n");
  }

  /** Reads the file; empty where the encoder has none, as those that were trained elsewhere. */
  static Optional<TrainingRecord> read(Path directory) {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), TrainingRecord.class));
    } catch (IOException e) {
      throw new UserError(
          "%s cannot be read: %s; expected what train-encoder wrote"
              .formatted(file, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  /** The split of a catalogue as it was in training. */
  TrainingSplit split(List<CatalogueMovie> movies) {
    return TrainingSplit.of(
        movies,
        configuration.heldOutShare(),
        configuration.validationShare(),
        configuration.seed());
  }
}
