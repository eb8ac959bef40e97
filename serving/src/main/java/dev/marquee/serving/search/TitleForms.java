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
 * What a title is found and sorted by.
 *
 * @param words its words, chains also as one word
 * @param forms the ways to write it as a whole: with its article in front, behind or left out, and
 *     each of its names, as catalogues put further ones in parentheses: "Seven (a.k.a. Se7en)"
 * @param sortKey its first name without article
 */
record TitleForms(Set<String> words, Set<String> forms, String sortKey) {
  /** Longer forms are cut, in characters; people do not type so much. */
  private static final int LONGEST = 64;

  private static final Pattern IN_PARENTHESES = Pattern.compile("\\(([^()]*)\\)");
  private static final Pattern ALSO_KNOWN_AS =
      Pattern.compile("^a\\.?k\\.?a\\.? ", Pattern.CASE_INSENSITIVE);
  private static final Set<String> ARTICLES =
      Set.of(
          "the", "a", "an", "la", "le", "les", "l", "un", "une", "el", "los", "las", "il", "lo",
          "der", "die", "das", "den", "det");

  /** Of a title. */
  static TitleForms of(String title) {
    List<List<String>> chains = TitleWords.chains(title);
    Set<String> words = new LinkedHashSet<>();
    for (List<String> chain : chains) {
      words.addAll(chain);
      words.add(TitleWords.joined(chain));
    }
    Set<String> forms = new LinkedHashSet<>();
    String sortKey = addName(title, chains, forms);
    if (title.indexOf('(') >= 0) {
      Matcher matcher = IN_PARENTHESES.matcher(title);
      while (matcher.find()) {
        String name = ALSO_KNOWN_AS.matcher(matcher.group(1).strip()).replaceFirst("");
        var unused = addName(name, TitleWords.chains(name), forms);
      }
      String first = matcher.replaceAll(" ").strip();
      if (!first.isEmpty()) {
        sortKey = addName(first, TitleWords.chains(first), forms);
      }
    }
    forms.remove("");
    return new TitleForms(words, forms, sortKey);
  }

  /** The form of what was typed. */
  static String of(List<String> words) {
    return cut(String.join(" ", words));
  }

  /** Adds the forms of one name and returns the one without article. */
  private static String addName(String name, List<List<String>> chains, Set<String> forms) {
    addForms(chains, forms);
    String natural = name.indexOf(',') < 0 ? name : MovieText.naturalTitle(name);
    List<List<String>> inOrder = chains;
    if (!natural.equals(name)) {
      inOrder = TitleWords.chains(natural);
      addForms(inOrder, forms);
    }
    List<String> words = flat(inOrder);
    boolean hasArticle = words.size() > 1 && ARTICLES.contains(words.get(0));
    String withoutArticle = of(hasArticle ? words.subList(1, words.size()) : words);
    forms.add(withoutArticle);
    return withoutArticle;
  }

  private static void addForms(List<List<String>> chains, Set<String> forms) {
    forms.add(of(flat(chains)));
    if (chains.stream().anyMatch(chain -> chain.size() > 1)) {
      forms.add(cut(chains.stream().map(TitleWords::joined).collect(Collectors.joining(" "))));
    }
  }

  private static List<String> flat(List<List<String>> chains) {
    List<String> words = new ArrayList<>();
    chains.forEach(words::addAll);
    return words;
  }

  private static String cut(String form) {
    return form.length() <= LONGEST ? form : form.substring(0, LONGEST);
  }
}
