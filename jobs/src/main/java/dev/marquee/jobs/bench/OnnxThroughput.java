package dev.marquee.jobs.bench;

import dev.marquee.jobs.embed.OnnxSentenceEncoder;
import dev.marquee.jobs.embed.WordPieceTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * ONNX Runtime alone, as fast as it goes: texts to unit vectors in sorted batches.
 *
 * @param maxTokens word pieces of a text that are read
 * @param batchSize texts that go through the model together
 * @param threads threads in total, one to each call of the model
 */
record OnnxThroughput(
    OnnxSentenceEncoder encoder,
    WordPieceTokenizer tokenizer,
    int maxTokens,
    int batchSize,
    int threads) {

  /** Threads take the next batch when they are free; returns the number of tokens. */
  long encode(List<String> sorted) {
    AtomicInteger next = new AtomicInteger();
    Callable<Long> worker =
        () -> {
          long tokens = 0;
          int from;
          while ((from = next.getAndAdd(batchSize)) < sorted.size()) {
            List<String> batch = sorted.subList(from, Math.min(from + batchSize, sorted.size()));
            int[][] ids =
                batch.stream().map(text -> tokenizer.encode(text, maxTokens)).toArray(int[][]::new);
            encoder.encode(ids);
            tokens += Arrays.stream(ids).mapToLong(text -> text.length).sum();
          }
          return tokens;
        };
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Long>> futures = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        futures.add(pool.submit(worker));
      }
      long tokens = 0;
      for (Future<Long> future : futures) {
        tokens += future.get();
      }
      return tokens;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdown();
    }
  }
}
