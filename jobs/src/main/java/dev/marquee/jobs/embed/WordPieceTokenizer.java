package dev.marquee.jobs.embed;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * BERT's tokenizer (Devlin et al. 2019): lower case without accents where the model's rules say so,
 * split at white space and punctuation, then greedily into the longest pieces of the vocabulary.
 */
public final class WordPieceTokenizer implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Marks a piece that continues a word. */
  public static final String CONTINUATION = "##";

  private static final int LONGEST_WORD = 100;
  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
  private static final Set<Byte> PUNCTUATION_TYPES =
      Set.of(
          Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION);
  private static final BitSet PUNCTUATION = punctuation();

  private final HashMap<String, Integer> ids = new HashMap<>();
  private final TokenizerRules rules;
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
    this.rules = rules;
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
    for (String word : words(text, rules)) {
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
    return words(text, TokenizerRules.uncased());
  }

  private static List<String> words(String text, TokenizerRules rules) {
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int at = 0; at <= text.length(); at++) {
      boolean last = at == text.length();
      boolean alone = !last && isWord(text.charAt(at), rules);
      if (last || alone || isSeparator(text.charAt(at))) {
        addNormalized(words, text.substring(from, at), rules);
        if (alone) {
          addNormalized(words, text.substring(at, at + 1), rules);
        }
        from = at + 1;
      }
    }
    return words;
  }

  private static void addNormalized(List<String> words, String raw, TokenizerRules rules) {
    String plain =
        rules.stripAccents()
            ? MARKS.matcher(Normalizer.normalize(raw, Normalizer.Form.NFD)).replaceAll("")
            : raw;
    if (!plain.isEmpty()) {
      words.add(rules.lowerCase() ? plain.toLowerCase(Locale.ROOT) : plain);
    }
  }

  private static boolean isWord(char c, TokenizerRules rules) {
    return PUNCTUATION.get(c) || (rules.splitChinese() && isChinese(c));
  }

  private static boolean isSeparator(char c) {
    return Character.isWhitespace(c) || Character.isISOControl(c) || c == 0xFFFD;
  }

  private static boolean isChinese(char c) {
    return (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0xF900 && c <= 0xFAFF);
  }

  /** ASCII's marks and symbols, and Unicode's punctuation (general category P). */
  private static BitSet punctuation() {
    BitSet marks = new BitSet();
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      boolean ascii = c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
      marks.set(c, ascii || PUNCTUATION_TYPES.contains((byte) Character.getType(c)));
    }
    return marks;
  }

  private int special(String piece) {
    Integer id = ids.get(piece);
    if (id == null) {
      throw new IllegalArgumentException("the vocabulary lacks " + piece);
    }
    return id;
  }
}
