package dev.marquee.serving.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/**
 * The words of titles and of what people type: letters and digits in lower case without diacritics.
 * What hyphens, apostrophes and the like hold together is a chain, so that "Spider-Man" is found as
 * {@code spider man} and as {@code spiderman}. An ampersand is the word "and". A text without any
 * letter or digit is one word of its symbols, for there are such titles.
 */
final class TitleWords {
  /** Longer words are cut, here and in the index alike; in code points. */
  static final int LONGEST_WORD = 40;

  private static final int LONGEST_TEXT = 1_000;
  private static final String JOINERS = "'\u2018\u2019\u02BC`\u00B4-\u2010\u2011.\u00B7/\u2044*_";

  private final List<List<String>> chains = new ArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private List<String> chain = new ArrayList<>();

  private TitleWords() {}

  /** The chains of a text in order, each of one or more words; empty for a blank text. */
  static List<List<String>> chains(String text) {
    String bounded = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    TitleWords words = new TitleWords();
    String letters = isAscii(bounded) ? bounded : decomposed(bounded);
    for (int i = 0; i < letters.length(); i += Character.charCount(letters.codePointAt(i))) {
      words.add(letters.codePointAt(i));
    }
    words.endChain();
    if (words.chains.isEmpty()) {
      String symbols = bounded.replaceAll("\\s", "");
      return symbols.isEmpty() ? List.of() : List.of(List.of(cut(symbols)));
    }
    return words.chains;
  }

  /** The words of a text one by one. */
  static List<String> of(String text) {
    return chains(text).stream().flatMap(List::stream).toList();
  }

  /** A chain as one word. */
  static String joined(List<String> chain) {
    return cut(String.join("", chain));
  }

  private static boolean isAscii(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7F) {
        return false;
      }
    }
    return true;
  }

  /** Letters apart from their diacritics; "9½" and "Alien³" become "9 1/2" and "Alien 3". */
  private static String decomposed(String text) {
    StringBuilder spaced = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (Character.getType(point) == Character.OTHER_NUMBER) {
                spaced.append(' ').appendCodePoint(point).append(' ');
              } else {
                spaced.appendCodePoint(point);
              }
            });
    return Normalizer.normalize(spaced, Normalizer.Form.NFKD);
  }

  private void add(int point) {
    switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.FORMAT -> {
        return;
      }
      default -> {}
    }
    if (Character.isLetterOrDigit(point)) {
      part.appendCodePoint(Character.toLowerCase(point));
    } else if (point == '&') {
      endChain();
      part.append("and");
      endChain();
    } else if (JOINERS.indexOf(point) >= 0) {
      endPart();
    } else {
      endChain();
    }
  }

  private void endPart() {
    if (part.length() > 0) {
      chain.add(cut(folded(part)));
      part.setLength(0);
    }
  }

  private void endChain() {
    endPart();
    if (!chain.isEmpty()) {
      chains.add(chain);
      chain = new ArrayList<>();
    }
  }

  /** Writes what no decomposition reaches, such as "ø" and "ß", in ASCII. */
  private static String folded(CharSequence word) {
    if (isAscii(word)) {
      return word.toString();
    }
    char[] letters = word.toString().toCharArray();
    char[] ascii = new char[4 * letters.length];
    int length = ASCIIFoldingFilter.foldToASCII(letters, 0, ascii, 0, letters.length);
    return new String(ascii, 0, length);
  }

  private static String cut(String word) {
    return word.codePointCount(0, word.length()) <= LONGEST_WORD
        ? word
        : word.substring(0, word.offsetByCodePoints(0, LONGEST_WORD));
  }
}
