package dev.marquee.serving.search;

import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.apache.lucene.util.automaton.Transition;

/**
 * What was typed as a query over a {@link TitleIndex}. A title must have every word, the last one
 * perhaps as a beginning. Words of 4 letters may have one typing error, those of 8 two: a letter
 * too many, too few, wrong, or two swapped. The score is the sum of the words' points, and {@link
 * #WHOLE_TITLE} more where the words are the whole title.
 */
final class TitleQuery {
  /** More than all words can have together. */
  static final int WHOLE_TITLE = 1_000;

  static final int EXACT = 8;
  static final int BEGINNING = 6;
  static final int ONE_ERROR = 2;
  static final int TWO_ERRORS = 1;

  /** Further words are ignored. */
  static final int MOST_WORDS = 16;

  private static final int LETTERS_FOR_ONE_ERROR = 4;
  private static final int LETTERS_FOR_TWO_ERRORS = 8;

  private TitleQuery() {}

  /** The query of one or more words, as {@link TitleWords} gives them. */
  static Query of(List<String> words) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    int last = words.size() - 1;
    for (int i = 0; i < last; i++) {
      all.add(whole(words.get(i)), Occur.MUST);
    }
    all.add(beginning(words.get(last)), Occur.MUST);
    Term title = new Term(TitleIndex.FORM, TitleForms.ofQuery(words));
    all.add(points(WHOLE_TITLE, new TermQuery(title)), Occur.SHOULD);
    return all.build();
  }

  private static Query whole(String word) {
    Query exact = points(EXACT, new TermQuery(new Term(TitleIndex.WORD, word)));
    return switch (errors(word)) {
      case 0 -> exact;
      case 1 -> best(exact, points(ONE_ERROR, similar(word, 1, false)));
      default ->
          best(
              exact,
              points(ONE_ERROR, similar(word, 1, false)),
              points(TWO_ERRORS, similar(word, 2, false)));
    };
  }

  private static Query beginning(String word) {
    Term term = new Term(TitleIndex.WORD, word);
    Query exact = points(EXACT, new TermQuery(term));
    Query beginning =
        points(BEGINNING, new PrefixQuery(term, MultiTermQuery.CONSTANT_SCORE_REWRITE));
    return switch (errors(word)) {
      case 0 -> best(exact, beginning);
      case 1 -> best(exact, beginning, points(ONE_ERROR, similar(word, 1, true)));
      default ->
          best(
              exact,
              beginning,
              points(ONE_ERROR, similar(word, 1, true)),
              points(TWO_ERRORS, similar(word, 2, true)));
    };
  }

  private static int errors(String word) {
    int letters = word.codePointCount(0, word.length());
    if (letters < LETTERS_FOR_ONE_ERROR) {
      return 0;
    }
    return letters < LETTERS_FOR_TWO_ERRORS ? 1 : 2;
  }

  private static Query similar(String word, int errors, boolean asBeginning) {
    Automaton similar = new LevenshteinAutomata(word, true).toAutomaton(errors);
    return new AutomatonQuery(
        new Term(TitleIndex.WORD, word),
        asBeginning ? withAnyEnd(similar) : similar,
        // What a word of bounded length needs is bounded as well.
        Integer.MAX_VALUE,
        false,
        MultiTermQuery.CONSTANT_SCORE_REWRITE);
  }

  /** The words that begin with one that a deterministic automaton accepts; deterministic too. */
  private static Automaton withAnyEnd(Automaton automaton) {
    Automaton open = new Automaton(automaton.getNumStates(), automaton.getNumTransitions());
    for (int state = 0; state < automaton.getNumStates(); state++) {
      open.createState();
      open.setAccept(state, automaton.isAccept(state));
    }
    Transition transition = new Transition();
    for (int state = 0; state < automaton.getNumStates(); state++) {
      if (automaton.isAccept(state)) {
        open.addTransition(state, state, Character.MIN_CODE_POINT, Character.MAX_CODE_POINT);
        continue;
      }
      int count = automaton.initTransition(state, transition);
      for (int i = 0; i < count; i++) {
        automaton.getNextTransition(transition);
        open.addTransition(state, transition.dest, transition.min, transition.max);
      }
    }
    open.finishState();
    return open;
  }

  private static Query points(int points, Query query) {
    return new BoostQuery(new ConstantScoreQuery(query), points);
  }

  private static Query best(Query... queries) {
    return new DisjunctionMaxQuery(List.of(queries), 0);
  }
}
