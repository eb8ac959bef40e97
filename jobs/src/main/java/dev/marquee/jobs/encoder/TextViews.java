package dev.marquee.jobs.encoder;

import dev.marquee.jobs.encoder.CatalogueMovie.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Draws two views of one movie's text. Each field goes to the first view, to the second or to both,
 * so that pairs are, among others, a tag or genre phrase and the description, the description and
 * the title with its tags, or two thinned-out forms of the whole text.
 */
final class TextViews {
  /** The share of a movie's fields that both views show. */
  private static final double SHARED = 0.5;

  private final Random random;

  TextViews(Random random) {
    this.random = random;
  }

  /** Two texts about the movie, neither empty. */
  String[] pair(CatalogueMovie movie) {
    List<Field> fields = new ArrayList<>(movie.fields());
    Set<Field> first = EnumSet.noneOf(Field.class);
    Set<Field> second = EnumSet.noneOf(Field.class);
    for (Field field : fields) {
      double draw = random.nextDouble();
      if (draw < (1 + SHARED) / 2) {
        first.add(field);
      }
      if (draw > (1 - SHARED) / 2) {
        second.add(field);
      }
    }
    if (first.isEmpty() || second.isEmpty()) {
      Field any = fields.get(random.nextInt(fields.size()));
      (first.isEmpty() ? first : second).add(any);
    }
    return new String[] {view(movie, first), view(movie, second)};
  }

  private String view(CatalogueMovie movie, Set<Field> fields) {
    return movie.with(some(movie.genres()), some(movie.tags())).text(fields);
  }

  /** A random, non-empty part of a list, in its order. */
  private List<String> some(List<String> all) {
    if (all.isEmpty()) {
      return all;
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    List<Integer> kept = order.subList(0, 1 + random.nextInt(all.size()));
    Collections.sort(kept);
    return kept.stream().map(all::get).toList();
  }
}
