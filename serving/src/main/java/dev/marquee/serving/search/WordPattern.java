package dev.marquee.serving.search;

import java.io.IOException;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.Transition;

/**
 * The words that a typed one may stand for: itself, with an end where it may not be typed to its
 * end, and similar ones. A word of 4 letters may have one typing error, one of 8 two: a letter too
 * many, too few, wrong, or two swapped.
 */
final class WordPattern {
  static final int EXACT = 8;
  static final int BEGINNING = 6;
  static final int ONE_ERROR = 2;
  static final int TWO_ERRORS = 1;

  private static final int LETTERS_FOR_ONE_ERROR = 4;
  private static final int LETTERS_FOR_TWO_ERRORS = 8;

  private final String word;
  private final boolean isBeginning;
  private final Automaton oneError;
  private final Automaton widest;

  WordPattern(String word, boolean isBeginning) {
    this.word = word;
    this.isBeginning = isBeginning;
    int letters = word.codePointCount(0, word.length());
    if (letters < LETTERS_FOR_ONE_ERROR) {
      oneError = Automata.makeEmpty();
      widest = open(Automata.makeString(word));
    } else {
      LevenshteinAutomata similar = new LevenshteinAutomata(word, true);
      oneError = open(similar.toAutomaton(1));
      widest = letters < LETTERS_FOR_TWO_ERRORS ? oneError : open(similar.toAutomaton(2));
    }
  }

  /** The matching ones of an index's words. */
  TermsEnum matching(Terms words) throws IOException {
    // No limit to the states: the word's length bounds them.
    return new CompiledAutomaton(widest, !isBeginning, true, Integer.MAX_VALUE, false)
        .getTermsEnum(words);
  }

  /** What a matching word is worth. */
  int points(String match) {
    if (match.equals(word)) {
      return EXACT;
    }
    if (isBeginning && match.startsWith(word)) {
      return BEGINNING;
    }
    return widest == oneError || Operations.run(oneError, match) ? ONE_ERROR : TWO_ERRORS;
  }

  /**
   * With any end where the word is a beginning: whatever follows what a deterministic automaton
   * accepts is accepted too, so that it stays deterministic.
   */
  private Automaton open(Automaton automaton) {
    if (!isBeginning) {
      return automaton;
    }
    Automaton open = new Automaton(automaton.getNumStates(), automaton.getNumTransitions());
    for (int state = 0; state < automaton.getNumStates(); state++) {
      open.setAccept(open.createState(), automaton.isAccept(state));
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
}
