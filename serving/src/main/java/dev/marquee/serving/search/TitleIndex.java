package dev.marquee.serving.search;

import dev.marquee.serving.snapshot.Movies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.store.ByteBuffersDirectory;

/** The titles of a catalogue in a Lucene index in memory; a movie's document has its row. */
final class TitleIndex {
  static final String WORD = "word";
  static final String FORM = "form";

  private static final double BUFFER_MIB = 64;

  private final IndexSearcher searcher;

  TitleIndex(Movies movies) {
    try {
      searcher = new IndexSearcher(DirectoryReader.open(write(movies)));
    } catch (IOException e) {
      throw new UncheckedIOException("titles cannot be indexed in memory", e);
    }
    // Queries repeat too seldom to be worth the lock.
    searcher.setQueryCache(null);
  }

  private static ByteBuffersDirectory write(Movies movies) throws IOException {
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    // One thread and a policy that merges neighbours keep the documents in the order of the rows.
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setRAMBufferSizeMB(BUFFER_MIB)
            .setMergePolicy(new LogDocMergePolicy())
            .setMergeScheduler(new SerialMergeScheduler())
            .setUseCompoundFile(false);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int row = 0; row < movies.size(); row++) {
        writer.addDocument(document(movies.title(row)));
      }
      writer.forceMerge(1);
    }
    return directory;
  }

  private static Document document(String title) {
    Set<String> words = new LinkedHashSet<>();
    for (List<String> chain : TitleWords.chains(title)) {
      words.addAll(chain);
      words.add(TitleWords.joined(chain));
    }
    Document document = new Document();
    words.forEach(word -> document.add(new StringField(WORD, word, Field.Store.NO)));
    TitleForms.of(title).forEach(form -> document.add(new StringField(FORM, form, Field.Store.NO)));
    return document;
  }

  /** Told each movie that is found. */
  interface Found {
    /**
     * One movie; each at most once, by ascending row.
     *
     * @param score as {@link TitleQuery} gives it
     */
    void accept(int row, int score);
  }

  /** Finds all movies whose title has the words. */
  void find(List<String> words, Found found) {
    try {
      searcher.search(TitleQuery.of(words), new RowCollector(found));
    } catch (IOException e) {
      throw new UncheckedIOException("the index in memory cannot be read", e);
    }
  }

  private static final class RowCollector extends SimpleCollector {
    private final Found found;
    private int firstRow;
    private Scorable scorer;

    RowCollector(Found found) {
      this.found = found;
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) {
      firstRow = context.docBase;
    }

    @Override
    public void setScorer(Scorable scorer) {
      this.scorer = scorer;
    }

    @Override
    public void collect(int document) throws IOException {
      found.accept(firstRow + document, Math.round(scorer.score()));
    }
  }
}
