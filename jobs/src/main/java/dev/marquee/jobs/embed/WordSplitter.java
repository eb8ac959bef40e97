package dev.marquee.jobs.embed;

import java.io.Serializable;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The first half of BERT's tokenizer: a text becomes words, in the model's normal form. */
final class WordSplitter implements Serializable {
  private static final long serialVersionUID = 1L;
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

  /** The splitter of BERT's uncased models. */
  static final WordSplitter UNCASED = new WordSplitter(TokenizerRules.uncased());

  // Not the record itself: Kryo, with which Spark may ship this, cannot write records.
  private final boolean lowerCase;
  private final boolean stripAccents;
  private final boolean splitChinese;

  WordSplitter(TokenizerRules rules) {
    lowerCase = rules.lowerCase();
    stripAccents = rules.stripAccents();
    splitChinese = rules.splitChinese();
  }

  /** The words and punctuation marks of a text, normalized. */
  List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int at = 0; at <= text.length(); at++) {
      boolean last = at == text.length();
      boolean alone = !last && isWord(text.charAt(at));
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

  private void addNormalized(List<String> words, String raw) {
    // Most words have no accents to look for.
    String plain =
        stripAccents && !isAscii(raw)
            ? MARKS.matcher(Normalizer.normalize(raw, Normalizer.Form.NFD)).replaceAll("")
            : raw;
    if (!plain.isEmpty()) {
      words.add(lowerCase ? plain.toLowerCase(Locale.ROOT) : plain);
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

  private boolean isWord(char c) {
    return PUNCTUATION.get(c) || (splitChinese && isChinese(c));
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
}
