package dev.marquee.jobs.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the films lie in the space of taste. A film's vector has two parts:
 *
 * <ul>
 *   <li>what a catalogue can say: its genres and tags, weighted {@code idf(f) x 0.9^position} and
 *       brought to unit length, where {@code idf(f) = ln(films / films with f)} and a genre's
 *       position is 0. A feature that only one film has says nothing about taste and is left out;
 *   <li>what no catalogue says: {@link #HIDDEN_TRAITS} standard normal traits, such as pace or
 *       mood, which only the ratings of others can reveal.
 * </ul>
 *
 * <p>Kin of a film are the films with the highest cosine of tag vectors; a shared director or
 * series is rare and therefore weighs most.
 */
final class FilmSpace {
  /** Number of traits that stand in no catalogue. */
  static final int HIDDEN_TRAITS = 8;

  private static final double POSITION_DECAY = 0.9;
  private static final int MOST_KIN = 25;
  private static final double LEAST_KINSHIP = 0.08;

  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> indices = new HashMap<>();
  private final int[] filmsWith;
  private final int[][] features;
  private final double[][] weights;
  private final double[][] hidden;
  private final int[][] kin;
  private final double[][] kinship;

  /** Places the films; the hidden traits are drawn from {@code random}. */
  FilmSpace(Catalogue catalogue, RandomStream random) {
    int films = catalogue.size();
    Map<String, Integer> counts = new HashMap<>();
    for (int film = 0; film < films; film++) {
      for (String name : featuresOf(catalogue, film)) {
        counts.merge(name, 1, Integer::sum);
      }
    }
    for (int film = 0; film < films; film++) {
      for (String name : featuresOf(catalogue, film)) {
        if (counts.get(name) > 1 && indices.putIfAbsent(name, names.size()) == null) {
          names.add(name);
        }
      }
    }
    filmsWith = names.stream().mapToInt(counts::get).toArray();
    features = new int[films][];
    weights = new double[films][];
    hidden = new double[films][HIDDEN_TRAITS];
    double[][] tagWeights = new double[films][];
    for (int film = 0; film < films; film++) {
      place(catalogue, film, tagWeights);
      for (int trait = 0; trait < HIDDEN_TRAITS; trait++) {
        hidden[film][trait] = random.gaussian();
      }
    }
    kin = new int[films][];
    kinship = new double[films][];
    findKin(tagWeights);
  }

  private static Set<String> featuresOf(Catalogue catalogue, int film) {
    Set<String> all = new LinkedHashSet<>(catalogue.genres().get(film));
    all.addAll(catalogue.tags().get(film));
    return all;
  }

  private void place(Catalogue catalogue, int film, double[][] tagWeights) {
    Set<String> genres = new HashSet<>(catalogue.genres().get(film));
    List<String> tags = catalogue.tags().get(film);
    List<String> kept = featuresOf(catalogue, film).stream().filter(indices::containsKey).toList();
    features[film] = kept.stream().mapToInt(indices::get).toArray();
    weights[film] = new double[kept.size()];
    tagWeights[film] = new double[kept.size()];
    for (int i = 0; i < kept.size(); i++) {
      String name = kept.get(i);
      double idf = StrictMath.log((double) catalogue.size() / filmsWith[features[film][i]]);
      boolean genre = genres.contains(name);
      weights[film][i] = idf * StrictMath.pow(POSITION_DECAY, genre ? 0 : tags.indexOf(name));
      tagWeights[film][i] = genre ? 0 : idf;
    }
    normalise(weights[film]);
    normalise(tagWeights[film]);
  }

  private static void normalise(double[] vector) {
    double square = 0;
    for (double value : vector) {
      square += value * value;
    }
    double length = Math.sqrt(square);
    for (int i = 0; i < vector.length && length > 0; i++) {
      vector[i] /= length;
    }
  }

  private void findKin(double[][] tagWeights) {
    double[] dense = new double[names.size()];
    for (int film = 0; film < features.length; film++) {
      spread(film, tagWeights[film], dense);
      double[] cosines = new double[features.length];
      List<Integer> near = new ArrayList<>();
      for (int other = 0; other < features.length; other++) {
        for (int i = 0; i < features[other].length; i++) {
          cosines[other] += dense[features[other][i]] * tagWeights[other][i];
        }
        if (other != film && cosines[other] >= LEAST_KINSHIP) {
          near.add(other);
        }
      }
      near.sort(Comparator.comparingDouble(other -> -cosines[other]));
      kin[film] = near.stream().limit(MOST_KIN).mapToInt(Integer::intValue).toArray();
      kinship[film] = near.stream().limit(MOST_KIN).mapToDouble(other -> cosines[other]).toArray();
      spread(film, new double[features[film].length], dense);
    }
  }

  private void spread(int film, double[] values, double[] dense) {
    for (int i = 0; i < values.length; i++) {
      dense[features[film][i]] = values[i];
    }
  }

  /** Number of films. */
  int films() {
    return features.length;
  }

  /** Number of genres and tags in the space. */
  int features() {
    return names.size();
  }

  /** Index of a genre or tag, or -1 where fewer than two films have it. */
  int feature(String name) {
    return indices.getOrDefault(name, -1);
  }

  /** Number of films with a genre or tag. */
  int filmsWith(int feature) {
    return filmsWith[feature];
  }

  /** Films akin to {@code film}, the closest first. */
  int[] kin(int film) {
    return kin[film];
  }

  /** Cosines of {@link #kin(int)}, 0 to 1. */
  double[] kinship(int film) {
    return kinship[film];
  }

  /**
   * How well every film suits a taste: {@code (tags . film + traits . film's traits)}, standardised
   * over the catalogue to mean 0 and variance 1.
   *
   * @param taste a weight for each feature
   * @param traits a weight for each hidden trait
   */
  double[] match(double[] taste, double[] traits) {
    double[] scores = new double[features.length];
    for (int film = 0; film < scores.length; film++) {
      for (int i = 0; i < features[film].length; i++) {
        scores[film] += taste[features[film][i]] * weights[film][i];
      }
      for (int trait = 0; trait < HIDDEN_TRAITS; trait++) {
        scores[film] += traits[trait] * hidden[film][trait];
      }
    }
    return standardise(scores);
  }

  /** Shifts and scales {@code values}, in place, to mean 0 and variance 1. */
  static double[] standardise(double[] values) {
    double sum = 0;
    double squares = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double deviation = Math.sqrt(squares / values.length);
    for (int i = 0; i < values.length && deviation > 0; i++) {
      values[i] = (values[i] - mean) / deviation;
    }
    return values;
  }
}
