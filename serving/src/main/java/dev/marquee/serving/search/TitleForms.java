package dev.marquee.serving.search;

import dev.marquee.data.MovieText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The ways to write a whole title: with its article in front, behind or left out, and each of its
 * names, as catalogues put further ones in parentheses: "Seven (a.k.a. Se7en)".
 */
final class TitleForms {
  /** Longer titles are cut, in characters; people do not type so much. */
  private static final int LONGEST = 64;

  private static final Pattern IN_PARENTHESES = Pattern.compile("\\(([^()]*)\\)");
  private static final Pattern ALSO_KNOWN_AS =
      Pattern.compile("^a\\.?k\\.?a\\.? ", Pattern.CASE_INSENSITIVE);
  private static final Set<String> ARTICLES =
      Set.of(
          "the", "a", "an", "la", "le", "les", "l", "un", "une", "el", "los", "las", "il", "lo",
          "der", "die", "das", "den", "det");

  private TitleForms() {}

  /** All forms of a title. */
  static Set<String> of(String title) {
    Set<String> forms = new LinkedHashSet<>();
    for (String name : names(title)) {
      addForms(name, forms);
      String natural = MovieText.naturalTitle(name);
      addForms(natural, forms);
      forms.add(withoutArticle(natural));
    }
    forms.remove("");
    return forms;
  }

  /** The form of what was typed; empty for a blank text. */
  static String ofQuery(List<String> words) {
    return cut(String.join(" ", words));
  }

  /** The form that titles are sorted by. */
  static String sortKey(String title) {
    return withoutArticle(MovieText.naturalTitle(title));
  }

  private static List<String> names(String title) {
    List<String> names = new ArrayList<>();
    names.add(title);
    Matcher matcher = IN_PARENTHESES.matcher(title);
    while (matcher.find()) {
      names.add(ALSO_KNOWN_AS.matcher(matcher.group(1).strip()).replaceFirst(""));
    }
    if (names.size() > 1) {
      names.add(matcher.replaceAll(" ").strip());
    }
    return names;
  }

  private static void addForms(String name, Set<String> forms) {
    List<List<String>> chains = TitleWords.chains(name);
    forms.add(ofQuery(chains.stream().flatMap(List::stream).toList()));
    forms.add(cut(chains.stream().map(TitleWords::joined).collect(Collectors.joining(" "))));
  }

  private static String withoutArticle(String name) {
    List<String> words = TitleWords.of(name);
    boolean hasArticle = words.size() > 1 && ARTICLES.contains(words.get(0));
    return ofQuery(hasArticle ? words.subList(1, words.size()) : words);
  }

  private static String cut(String form) {
    return form.length() <= LONGEST ? form : form.substring(0, LONGEST);
  }
}
