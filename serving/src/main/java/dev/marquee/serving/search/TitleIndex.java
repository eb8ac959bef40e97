package dev.marquee.serving.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * The titles of a catalogue in a Lucene index in memory. A title has every word that was typed, the
 * last one perhaps as a beginning.
 */
final class TitleIndex {
  /** Points of a title that is exactly what was typed: more than all words can have together. */
  static final int WHOLE_TITLE = 1_000;

  private static final String WORD = "word";
  private static final String FORM = "form";
  private static final double BUFFER_MIB = 64;

  private final int size;
  private final LeafReader reader;

  /** Indexes titles; the place of a title in the list is its row. */
  TitleIndex(List<TitleForms> titles) {
    size = titles.size();
    try {
      List<LeafReader> segments =
          DirectoryReader.open(write(titles)).leaves().stream().map(leaf -> leaf.reader()).toList();
      reader = segments.isEmpty() ? null : segments.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException("titles cannot be indexed in memory", e);
    }
  }

  private static ByteBuffersDirectory write(List<TitleForms> titles) throws IOException {
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    // One thread, and a policy that merges neighbours, keep the documents in the order of the rows.
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setRAMBufferSizeMB(BUFFER_MIB)
            .setMergePolicy(new LogDocMergePolicy())
            .setMergeScheduler(new SerialMergeScheduler())
            .setUseCompoundFile(false);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (TitleForms title : titles) {
        Document document = new Document();
        title.words().forEach(word -> document.add(new StringField(WORD, word, Field.Store.NO)));
        title.forms().forEach(form -> document.add(new StringField(FORM, form, Field.Store.NO)));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
    return directory;
  }

  /**
   * Finds all titles that have the words.
   *
   * @param words one or more, as {@link TitleWords} gives them
   * @return points of each row, 0 where not found: the sum of what its words have by {@link
   *     WordPattern}, and {@link #WHOLE_TITLE} more where they are the whole title
   */
  int[] find(List<String> words) {
    int[] points = new int[size];
    try {
      boolean mayHaveMore = reader != null;
      for (int i = 0; i < words.size() && mayHaveMore; i++) {
        WordPattern pattern = new WordPattern(words.get(i), i == words.size() - 1);
        mayHaveMore = addWord(pattern, i == 0, points);
      }
      if (mayHaveMore) {
        addWholeTitles(TitleForms.of(words), points);
      }
      return mayHaveMore ? points : new int[size];
    } catch (IOException e) {
      throw new UncheckedIOException("the index in memory cannot be read", e);
    }
  }

  /** Adds a word's points to the titles that have it, and takes all from the others. */
  private boolean addWord(WordPattern pattern, boolean isFirst, int[] points) throws IOException {
    byte[] best = new byte[size];
    Terms words = reader.terms(WORD);
    PostingsEnum postings = null;
    if (words != null) {
      TermsEnum terms = pattern.matching(words);
      for (var term = terms.next(); term != null; term = terms.next()) {
        byte value = (byte) pattern.points(term.utf8ToString());
        postings = terms.postings(postings, PostingsEnum.NONE);
        for (int row = postings.nextDoc();
            row != DocIdSetIterator.NO_MORE_DOCS;
            row = postings.nextDoc()) {
          best[row] = value > best[row] ? value : best[row];
        }
      }
    }
    boolean hasAny = false;
    for (int row = 0; row < size; row++) {
      points[row] = best[row] > 0 && (isFirst || points[row] > 0) ? points[row] + best[row] : 0;
      hasAny |= points[row] > 0;
    }
    return hasAny;
  }

  private void addWholeTitles(String form, int[] points) throws IOException {
    PostingsEnum postings = reader.postings(new Term(FORM, form), PostingsEnum.NONE);
    if (postings == null) {
      return;
    }
    for (int row = postings.nextDoc();
        row != DocIdSetIterator.NO_MORE_DOCS;
        row = postings.nextDoc()) {
      // A form that was cut may be that of a title without all the words.
      points[row] += points[row] > 0 ? WHOLE_TITLE : 0;
    }
  }
}
