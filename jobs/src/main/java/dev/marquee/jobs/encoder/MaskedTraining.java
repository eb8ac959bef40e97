package dev.marquee.jobs.encoder;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.Trainer;
import dev.marquee.jobs.config.EncoderConfig;
import dev.marquee.jobs.embed.onnx.BertShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/** The first phase: the encoder learns to guess hidden pieces from those around them. */
final class MaskedTraining {
  private static final int REPORTED_EPOCHS = 5;

  private final EncoderConfig config;
  private final Consumer<String> progress;

  MaskedTraining(EncoderConfig config, Consumer<String> progress) {
    this.config = config;
    this.progress = progress;
  }

  /**
   * Trains the encoder's weights in place.
   *
   * @param texts token ids
   * @param model holds the encoder; the head is dropped at the end
   */
  void run(Model model, BertEncoder encoder, BertShape shape, List<int[]> texts) {
    int batch = config.batchSize();
    int batches = (texts.size() + batch - 1) / batch;
    Random random = new Random(config.seed());
    long steps = (long) config.maskedEpochs() * batches;
    Device device = model.getNDManager().getDevice();
    try (Model headed = headed(encoder, shape, device);
        Trainer trainer =
            headed.newTrainer(
                TrainingConfigs.of(config, config.maskedLearningRate(), steps, device))) {
      Shape tokens = new Shape(batch, config.maxTokens());
      trainer.initialize(tokens, tokens, new Shape(batch));
      TrainingStep step = new TrainingStep(trainer, "lower encoder.maskedLearningRate");
      for (int epoch = 1; epoch <= config.maskedEpochs(); epoch++) {
        List<int[]> order = new ArrayList<>(texts);
        Collections.shuffle(order, random);
        for (int from = 0; from < order.size(); from += batch) {
          MaskedBatch masked =
              MaskedBatch.of(
                  order.subList(from, Math.min(order.size(), from + batch)),
                  shape.vocabulary(),
                  random);
          step.run(
              manager -> {
                NDList inputs = masked.batch().inputs(manager);
                inputs.add(manager.create(masked.places()));
                NDList guesses = trainer.forward(inputs);
                return trainer
                    .getLoss()
                    .evaluate(new NDList(manager.create(masked.pieces())), guesses);
              });
        }
        double loss = step.meanLoss();
        if (epoch % REPORTED_EPOCHS == 0 || epoch == config.maskedEpochs()) {
          progress.accept(
              String.format(
                  Locale.ROOT,
                  "masked pieces: epoch %d/%d  loss %.3f",
                  epoch,
                  config.maskedEpochs(),
                  loss));
        }
      }
    }
  }

  /** Closing it frees the head alone: the encoder's weights belong to the encoder's own model. */
  private static Model headed(BertEncoder encoder, BertShape shape, Device device) {
    Model headed = Model.newInstance("masked", device);
    headed.setBlock(new MaskedLanguageModel(encoder, shape.hidden(), shape.vocabulary()));
    return headed;
  }
}
