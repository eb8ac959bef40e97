package dev.marquee.serving.recommend;

import java.util.List;

/**
 * Why a movie is in a list.
 *
 * @param reasons the strongest first
 * @param sentence the same in one English sentence
 */
public record Explanation(List<Reason> reasons, String sentence) {

  /** Copies the list. */
  public Explanation {
    reasons = List.copyOf(reasons);
  }
}
