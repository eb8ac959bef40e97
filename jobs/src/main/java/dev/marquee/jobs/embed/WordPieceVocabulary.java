package dev.marquee.jobs.embed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Learns a WordPiece vocabulary from texts by counting. In order: the special pieces; every ASCII
 * mark, letter and digit and every other character of the texts, alone and as a continuation, so
 * that no word of these characters is unknown; the endings that most distinct words share, as
 * continuations; the most frequent words. Ties are broken alphabetically.
 */
public final class WordPieceVocabulary {
  /** The special pieces; padding is 0, as everywhere in BERT. */
  public static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

  private static final int LONGEST_ENDING = 4;
  private static final int SHORTEST_STEM = 3;

  /** One piece in this many is an ending. */
  private static final int ENDING_SHARE = 10;

  private WordPieceVocabulary() {}

  /**
   * The pieces in the order of their ids.
   *
   * @param size the most pieces; fewer where the texts have fewer words
   */
  public static List<String> learn(Iterable<String> texts, int size) {
    Map<String, Long> words = new TreeMap<>();
    for (String text : texts) {
      WordPieceTokenizer.words(text).forEach(word -> words.merge(word, 1L, Long::sum));
    }
    Set<String> pieces = new LinkedHashSet<>(SPECIAL);
    addCharacters(pieces, words.keySet());
    if (pieces.size() > size) {
      throw new IllegalArgumentException(
          size + " pieces do not hold the texts' " + pieces.size() + " characters");
    }
    addUpTo(pieces, pieces.size() + (size - pieces.size()) / ENDING_SHARE, endings(words.keySet()));
    addUpTo(pieces, size, words);
    return List.copyOf(pieces);
  }

  private static void addCharacters(Set<String> pieces, Set<String> words) {
    Set<String> characters = new TreeSet<>();
    for (char c = '!'; c <= '~'; c++) {
      if (!Character.isUpperCase(c)) {
        characters.add(String.valueOf(c));
      }
    }
    for (String word : words) {
      word.chars().forEach(c -> characters.add(String.valueOf((char) c)));
    }
    pieces.addAll(characters);
    for (String character : characters) {
      char c = character.charAt(0);
      if (c > '~' || Character.isLetterOrDigit(c)) {
        pieces.add(WordPieceTokenizer.CONTINUATION + character);
      }
    }
  }

  /** Endings, each with the number of distinct words that carry it. */
  private static Map<String, Long> endings(Set<String> words) {
    Map<String, Long> endings = new TreeMap<>();
    for (String word : words) {
      for (int length = 2; length <= LONGEST_ENDING; length++) {
        int stem = word.length() - length;
        if (stem >= SHORTEST_STEM && word.chars().allMatch(Character::isLetter)) {
          endings.merge(WordPieceTokenizer.CONTINUATION + word.substring(stem), 1L, Long::sum);
        }
      }
    }
    return endings;
  }

  private static void addUpTo(Set<String> pieces, int size, Map<String, Long> counts) {
    List<String> ranked = new ArrayList<>(counts.keySet());
    // A stable sort over a sorted map: equal counts stay in alphabetical order.
    ranked.sort(Comparator.comparing(counts::get, Comparator.reverseOrder()));
    for (String piece : ranked) {
      if (pieces.size() >= size) {
        return;
      }
      pieces.add(piece);
    }
  }
}
