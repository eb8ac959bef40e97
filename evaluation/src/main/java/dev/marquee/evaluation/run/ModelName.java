package dev.marquee.evaluation.run;

import dev.marquee.data.Names;
import java.util.Arrays;
import java.util.Optional;

/** The models that an evaluation can compare, in the order of its tables. */
public enum ModelName {
  /** Any movie. */
  RANDOM,
  /** The most rated movies. */
  POPULARITY,
  /** Movies with common raters. */
  ITEM_KNN,
  /** MLlib's implicit ALS. */
  ALS,
  /** A linear autoencoder. */
  EASE,
  /** The service's content component alone. */
  CONTENT,
  /** The service's NCF component alone. */
  NCF,
  /** The service's list as applications get it: with weights fitted on validation. */
  HYBRID,
  /** The same with the configured weights, as the service answers where none were fitted. */
  HYBRID_CONFIGURED;

  /** The name as users write it and tables show it, such as {@code item-knn}. */
  public String word() {
    return Names.of(this);
  }

  /** The model of a word in any case. */
  public static Optional<ModelName> of(String word) {
    return Arrays.stream(values()).filter(model -> model.word().equalsIgnoreCase(word)).findFirst();
  }

  /** Whether it ranks from a snapshot of the nightly job. */
  boolean isServed() {
    return compareTo(CONTENT) >= 0;
  }
}
