package dev.marquee.jobs.embed;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * BERT's tokenizer (Devlin et al. 2019): lower case without accents where the model's rules say so,
 * split at white space and punctuation, then greedily into the longest pieces of the vocabulary.
 */
public final class WordPieceTokenizer implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Marks a piece that continues a word. */
  public static final String CONTINUATION = "##";

  private static final int LONGEST_WORD = 100;

  private final HashMap<String, Integer> ids = new HashMap<>();
  private final WordSplitter splitter;
  private final int unknown;
  private final int start;
  private final int end;

  /**
   * The uncased tokenizer over a vocabulary, where a piece's id is its place in the list.
   *
   * @throws IllegalArgumentException if [UNK], [CLS] or [SEP] is missing
   */
  public WordPieceTokenizer(List<String> vocabulary) {
    this(vocabulary, TokenizerRules.uncased());
  }

  /**
   * A tokenizer over a vocabulary, where a piece's id is its place in the list.
   *
   * @throws IllegalArgumentException if the unknown piece, [CLS] or [SEP] is missing
   */
  public WordPieceTokenizer(List<String> vocabulary, TokenizerRules rules) {
    splitter = new WordSplitter(rules);
    for (int id = 0; id < vocabulary.size(); id++) {
      ids.put(vocabulary.get(id), id);
    }
    unknown = special(rules.unknown());
    start = special("[CLS]");
    end = special("[SEP]");
  }

  /** The uncased tokenizer over a {@code vocab.txt}, one piece a line. */
  public static WordPieceTokenizer read(Path vocabulary) throws IOException {
    return new WordPieceTokenizer(Files.readAllLines(vocabulary, StandardCharsets.UTF_8));
  }

  /** The ids of [CLS], the text's first {@code maxTokens} - 2 pieces and [SEP]. */
  public int[] encode(String text, int maxTokens) {
    int[] pieces = new int[maxTokens];
    pieces[0] = start;
    int size = 1;
    for (String word : splitter.words(text)) {
      for (int piece : pieces(word)) {
        if (size == maxTokens - 1) {
          break;
        }
        pieces[size++] = piece;
      }
    }
    pieces[size++] = end;
    return Arrays.copyOf(pieces, size);
  }

  /** The ids of a word's pieces, or of [UNK] alone where some part is in no piece. */
  int[] pieces(String word) {
    if (word.length() > LONGEST_WORD) {
      return new int[] {unknown};
    }
    int[] pieces = new int[word.length()];
    int size = 0;
    int from = 0;
    while (from < word.length()) {
      int to = word.length();
      Integer id = null;
      while (to > from && id == null) {
        String candidate = word.substring(from, to);
        id = ids.get(from == 0 ? candidate : CONTINUATION + candidate);
        to -= id == null ? 1 : 0;
      }
      if (id == null) {
        return new int[] {unknown};
      }
      pieces[size++] = id;
      from = to;
    }
    return Arrays.copyOf(pieces, size);
  }

  /** The text's words and punctuation marks, lower-case and without accents. */
  static List<String> words(String text) {
    return WordSplitter.UNCASED.words(text);
  }

  private int special(String piece) {
    Integer id = ids.get(piece);
    if (id == null) {
      throw new IllegalArgumentException("the vocabulary lacks " + piece);
    }
    return id;
  }
}
