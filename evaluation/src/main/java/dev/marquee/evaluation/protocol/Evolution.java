package dev.marquee.evaluation.protocol;

import dev.marquee.evaluation.ranking.HistoryRanker;
import dev.marquee.evaluation.split.Interactions;
import dev.marquee.evaluation.split.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * How lists get better while a new user's ratings arrive one by one: the model is told the oldest n
 * ratings of each user's history and judged on the same held-out ratings for every n.
 *
 * <p>All n are measured on the same users: those whose history has at least as many ratings as the
 * largest n; the others' figures are NaN. The whole history stays masked for every n, because what
 * a user rated in between is neither known nor held out; so the steps differ in what the model
 * knows and in nothing else. On a split without fold-in the model has been trained on these users,
 * and only what it is told at request time is cut: it has learned that they did not rate what is
 * held out, so that its first steps look worse than a newcomer would find them.
 */
public final class Evolution {
  /** Numbers of ratings in the standard report. */
  public static final List<Integer> LENGTHS = List.of(0, 1, 2, 5, 10, 20);

  private final FullRanking protocol;
  private final List<Integer> lengths;

  /** The figures after so many ratings. */
  public record Step(int ratings, UserFigures figures) {}

  /** The growth of histories to these lengths, ascending, judged by a protocol. */
  public Evolution(FullRanking protocol, List<Integer> lengths) {
    this.protocol = protocol;
    this.lengths = List.copyOf(lengths);
  }

  /** Number of users whose history is long enough. */
  public int users() {
    int users = 0;
    for (int user = 0; user < protocol.split().users(); user++) {
      users += isLongEnough(user) ? 1 : 0;
    }
    return users;
  }

  /** The figures at each length. */
  public List<Step> evaluate(HistoryRanker ranker) {
    Split split = protocol.split();
    Interactions histories = split.histories();
    List<Step> steps = new ArrayList<>();
    for (int length : lengths) {
      UserFigures figures =
          protocol.evaluate(
              (user, scores) -> {
                if (isLongEnough(user)) {
                  ranker.score(histories.history(user, length), scores);
                }
              });
      figures.keys().forEach(key -> leaveOutShort(figures.values(key)));
      steps.add(new Step(length, figures));
    }
    return steps;
  }

  private void leaveOutShort(double[] values) {
    for (int user = 0; user < values.length; user++) {
      if (!isLongEnough(user)) {
        values[user] = Double.NaN;
      }
    }
  }

  private boolean isLongEnough(int user) {
    return protocol.split().histories().count(user) >= lengths.get(lengths.size() - 1);
  }
}
