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
import java.util.regex.Pattern;

/**
 * BERT's uncased tokenizer (Devlin et al. 2019): lower case without accents, split at white space
 * and punctuation, then greedily into the longest pieces of the vocabulary. It finds the same
 * pieces as Spark NLP's, and takes its place in the stage.
 */
public final class WordPieceTokenizer implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Marks a piece that continues a word. */
  public static final String CONTINUATION = "##";

  private static final int LONGEST_WORD = 200;
  private static final Pattern MARKS = Pattern.compile("\\p{InCombiningDiacriticalMarks}+");
  private static final BitSet PUNCTUATION = punctuation();

  private final HashMap<String, Integer> ids = new HashMap<>();
  private final int unknown;
  private final int start;
  private final int end;

  /**
   * A tokenizer over a vocabulary, where a piece's id is its place in the list.
   *
   * @throws IllegalArgumentException if [UNK], [CLS] or [SEP] is missing
   */
  public WordPieceTokenizer(List<String> vocabulary) {
    for (String piece : vocabulary) {
      ids.put(piece, ids.size());
    }
    unknown = special("[UNK]");
    start = special("[CLS]");
    end = special("[SEP]");
  }

  /** A tokenizer over a {@code vocab.txt}, one piece a line. */
  public static WordPieceTokenizer read(Path vocabulary) throws IOException {
    return new WordPieceTokenizer(Files.readAllLines(vocabulary, StandardCharsets.UTF_8));
  }

  /** The ids of [CLS], the text's first {@code maxTokens} - 2 pieces and [SEP]. */
  public int[] encode(String text, int maxTokens) {
    int[] pieces = new int[maxTokens];
    pieces[0] = start;
    int size = 1;
    for (String word : words(text)) {
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
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int at = 0; at <= text.length(); at++) {
      boolean last = at == text.length();
      boolean alone = !last && (PUNCTUATION.get(text.charAt(at)) || isChinese(text.charAt(at)));
      if (last || alone || isSeparator(text.charAt(at))) {
        addNormalized(words, text.substring(from, at));
        if (alone) {
          addNormalized(words, text.substring(at, at + 1));
        }
        from = at + 1;
      }
    }
    return words;
  }

  private static void addNormalized(List<String> words, String raw) {
    // Most words have no accents to look for.
    String plain =
        isAscii(raw)
            ? raw
            : MARKS.matcher(Normalizer.normalize(raw, Normalizer.Form.NFD)).replaceAll("");
    if (!plain.isEmpty()) {
      words.add(plain.toLowerCase(Locale.ROOT));
    }
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7F) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSeparator(char c) {
    return Character.isWhitespace(c) || Character.isISOControl(c) || c == 0xFFFD;
  }

  private static boolean isChinese(char c) {
    return (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0xF900 && c <= 0xFAFF);
  }

  /** ASCII's marks, and the characters that Unicode's own names call punctuation. */
  private static BitSet punctuation() {
    BitSet marks = new BitSet();
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      boolean ascii = c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
      String name = ascii || c < 0x80 ? null : Character.getName(c);
      marks.set(c, ascii || (name != null && name.contains("PUNCTUATION")));
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
