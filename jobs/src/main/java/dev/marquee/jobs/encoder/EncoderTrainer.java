package dev.marquee.jobs.encoder;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.Trainer;
import dev.marquee.data.UserError;
import dev.marquee.jobs.config.EncoderConfig;
import dev.marquee.jobs.embed.SeededBertWeights;
import dev.marquee.jobs.embed.WordPieceTokenizer;
import dev.marquee.jobs.embed.WordPieceVocabulary;
import dev.marquee.jobs.embed.onnx.BertShape;
import dev.marquee.jobs.embed.onnx.BertWeights;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Trains a small BERT sentence encoder on a catalogue: a linear encoder for the token table, masked
 * pieces, then contrastive pairs with early stopping on validation movies. The best validated
 * weights are the result.
 *
 * <p>An epoch costs O(movies x tokens of a text x (hidden x (hidden + intermediate) + tokens x
 * hidden) x layers); validation O(movies^2 x hidden). Same seed, same threads: same weights.
 */
final class EncoderTrainer {
  private static final int FEWEST_MOVIES = 20;

  private final EncoderConfig config;
  private final Device device;
  private final Consumer<String> progress;

  EncoderTrainer(EncoderConfig config, Device device, Consumer<String> progress) {
    this.config = config;
    this.device = device;
    this.progress = progress;
  }

  /**
   * Trains on the movies that the split gives to training.
   *
   * @throws UserError if there are too few
   */
  TrainedEncoder train(TrainingSplit split) {
    List<CatalogueMovie> movies = split.training();
    if (movies.size() < FEWEST_MOVIES) {
      throw new UserError(
          "train-encoder: %d movies to train on, expected at least %d"
              .formatted(movies.size(), FEWEST_MOVIES));
    }
    // The engine allows one gradient collector in a JVM; tasks that share an executor take turns.
    synchronized (EncoderTrainer.class) {
      Engine.getInstance().setRandomSeed((int) config.seed());
      List<String> texts = movies.stream().map(TextView.ALL.get(0)::of).toList();
      List<String> vocabulary = WordPieceVocabulary.learn(texts, config.vocabularySize());
      WordPieceTokenizer tokenizer = new WordPieceTokenizer(vocabulary);
      List<int[]> tokens =
          texts.stream().map(text -> tokenizer.encode(text, config.maxTokens())).toList();
      MovieLikeness likeness = new MovieLikeness(movies);
      BertShape shape = shape(config, vocabulary.size());
      try (Model model = Model.newInstance("encoder", device)) {
        BertEncoder encoder = new BertEncoder(shape, (float) config.dropout());
        model.setBlock(encoder);
        int steps = ContrastiveTraining.steps(config, movies.size());
        try (Trainer trainer =
            model.newTrainer(
                TrainingConfigs.of(
                    config,
                    config.learningRate(),
                    (long) config.contrastiveEpochs() * steps,
                    device))) {
          Shape batch = new Shape(config.batchSize(), config.maxTokens());
          trainer.initialize(batch, batch);
          encoder.load(initial(shape, movies, likeness, vocabulary, tokenizer));
          new MaskedTraining(config, progress).run(model, encoder, shape, tokens);
          NeighbourValidation validation =
              new NeighbourValidation(split, tokenizer, config.maxTokens());
          Best best = epochs(trainer, encoder, split, likeness, tokenizer, validation);
          return new TrainedEncoder(shape, vocabulary, best.weights(), best.epoch(), best.score());
        }
      }
    }
  }

  /** The sizes that a configuration asks for. */
  static BertShape shape(EncoderConfig config, int vocabulary) {
    return new BertShape(
        vocabulary,
        config.maxTokens(),
        config.hidden(),
        config.layers(),
        config.heads(),
        config.intermediate());
  }

  private BertWeights initial(
      BertShape shape,
      List<CatalogueMovie> movies,
      MovieLikeness likeness,
      List<String> vocabulary,
      WordPieceTokenizer tokenizer) {
    LatentVectors pieces =
        new LatentVectors(
            movies,
            likeness,
            vocabulary,
            tokenizer,
            config.maxTokens(),
            shape.hidden() - SeededBertWeights.BALLAST,
            config.seed());
    return new SeededBertWeights(shape, pieces, 0, config.seed());
  }

  private record Best(int epoch, double score, BertWeights weights) {}

  private Best epochs(
      Trainer trainer,
      BertEncoder encoder,
      TrainingSplit split,
      MovieLikeness likeness,
      WordPieceTokenizer tokenizer,
      NeighbourValidation validation) {
    ContrastiveTraining training =
        new ContrastiveTraining(config, split.training(), likeness, tokenizer);
    TrainingStep step = new TrainingStep(trainer, "lower encoder.learningRate");
    Best best = new Best(0, validation.score(encoder, trainer.getManager()), encoder.weights());
    progress.accept(
        String.format(Locale.ROOT, "contrastive: starts at validation %.4f", best.score()));
    long started = System.nanoTime();
    for (int epoch = 1; epoch <= config.contrastiveEpochs(); epoch++) {
      training.epoch(trainer, step);
      if (epoch % config.validationEvery() != 0 && epoch != config.contrastiveEpochs()) {
        continue;
      }
      double score = validation.score(encoder, trainer.getManager());
      double left =
          (System.nanoTime() - started) / 1e9 / epoch * (config.contrastiveEpochs() - epoch);
      boolean better = score >= best.score();
      progress.accept(line(epoch, step.meanLoss(), score, left, better));
      if (better) {
        best = new Best(epoch, score, encoder.weights());
      } else if (epoch - best.epoch() >= config.patience()) {
        break;
      }
    }
    return best;
  }

  private String line(int epoch, double loss, double score, double left, boolean best) {
    return String.format(
        Locale.ROOT,
        "contrastive: epoch %d/%d  loss %.3f  validation %.4f%s  at most %.0f s left",
        epoch,
        config.contrastiveEpochs(),
        loss,
        score,
        best ? " (best)" : "",
        left);
  }
}
