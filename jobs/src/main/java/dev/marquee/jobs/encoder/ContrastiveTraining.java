package dev.marquee.jobs.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.Trainer;
import dev.marquee.jobs.config.EncoderConfig;
import dev.marquee.jobs.embed.WordPieceTokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The second phase: two views of one movie come together, views of unlike movies part. */
final class ContrastiveTraining {
  private final EncoderConfig config;
  private final List<CatalogueMovie> movies;
  private final WordPieceTokenizer tokenizer;
  private final MovieLikeness likeness;
  private final Random random;
  private final TextViews views;
  private final List<Integer> order;

  ContrastiveTraining(
      EncoderConfig config,
      List<CatalogueMovie> movies,
      MovieLikeness likeness,
      WordPieceTokenizer tokenizer) {
    this.config = config;
    this.movies = movies;
    this.tokenizer = tokenizer;
    this.likeness = likeness;
    random = new Random(config.seed() + 1);
    views = new TextViews(random);
    order = new ArrayList<>(IntStream.range(0, movies.size()).boxed().toList());
  }

  /** Updates of one epoch; a movie that is left alone in a batch is left out. */
  static int steps(EncoderConfig config, int movies) {
    int full = movies / config.batchSize();
    return Math.max(1, full + (movies % config.batchSize() > 1 ? 1 : 0));
  }

  /** Shows every movie once. */
  void epoch(Trainer trainer, TrainingStep step) {
    Collections.shuffle(order, random);
    for (int from = 0; from + 1 < order.size(); from += config.batchSize()) {
      List<Integer> rows = order.subList(from, Math.min(order.size(), from + config.batchSize()));
      List<int[]> first = new ArrayList<>();
      List<int[]> second = new ArrayList<>();
      for (int row : rows) {
        String[] pair = views.pair(movies.get(row));
        first.add(thinned(tokenizer.encode(pair[0], config.maxTokens())));
        second.add(thinned(tokenizer.encode(pair[1], config.maxTokens())));
      }
      step.run(
          manager ->
              ContrastiveLoss.of(
                  encode(trainer, manager, first),
                  encode(trainer, manager, second),
                  manager.create(targets(rows), new Shape(rows.size(), rows.size())),
                  (float) config.temperature()));
    }
  }

  private static NDArray encode(Trainer trainer, NDManager manager, List<int[]> texts) {
    NDList inputs = TokenBatch.of(texts).inputs(manager);
    return BertEncoder.sentences(trainer.forward(inputs).head(), inputs.get(1));
  }

  /** Each movie's own view has weight 1, another movie's its likeness to a power; rows sum to 1. */
  float[] targets(List<Integer> rows) {
    int size = rows.size();
    float[] targets = new float[size * size];
    for (int i = 0; i < size; i++) {
      double sum = 0;
      for (int j = 0; j < size; j++) {
        double like = i == j ? 1 : likeness.of(rows.get(i), rows.get(j));
        targets[i * size + j] = (float) Math.pow(like, config.likenessPower());
        sum += targets[i * size + j];
      }
      for (int j = 0; j < size; j++) {
        targets[i * size + j] /= (float) sum;
      }
    }
    return targets;
  }

  /** Without some of its pieces; the marks of start and end stay. */
  private int[] thinned(int[] tokens) {
    int last = tokens.length - 1;
    return IntStream.range(0, tokens.length)
        .filter(i -> i == 0 || i == last || random.nextDouble() >= config.tokenDropout())
        .map(i -> tokens[i])
        .toArray();
  }
}
