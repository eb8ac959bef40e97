package dev.marquee.jobs.embed;

import com.johnsnowlabs.nlp.Annotation;
import com.johnsnowlabs.nlp.annotators.common.Sentence;
import com.johnsnowlabs.nlp.annotators.common.TokenPiece;
import com.johnsnowlabs.nlp.annotators.common.WordpieceTokenizedSentence;
import com.johnsnowlabs.nlp.embeddings.BertSentenceEmbeddings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Spark NLP's BERT with less work around the model and BERT's own tokenization. Its tokenizer looks
 * up the Unicode name of every letter, and its row handling copies every text five times; with a
 * small encoder that takes longer than the model. It also takes the accents off cased text and
 * leaves dashes and curly quotation marks inside words, which then are unknown. Here {@link
 * WordPieceTokenizer} finds the pieces, and rows go in as key and text and come out as key and
 * vector.
 */
final class SentenceAnnotator extends BertSentenceEmbeddings {
  private static final long serialVersionUID = 1L;

  private final Broadcast<WordPieceTokenizer> tokenizer;

  /** An annotator that still lacks vocabulary, model and sizes. */
  SentenceAnnotator(Broadcast<WordPieceTokenizer> tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** Rows of key and vector for rows of key and text, batch by batch, in the same order. */
  Iterator<Row> annotate(Iterator<Row> texts) {
    return new Iterator<>() {
      private Iterator<Row> batch = List.<Row>of().iterator();

      @Override
      public boolean hasNext() {
        return batch.hasNext() || texts.hasNext();
      }

      @Override
      public Row next() {
        if (!batch.hasNext()) {
          batch = annotateBatch(texts);
        }
        return batch.next();
      }
    };
  }

  private Iterator<Row> annotateBatch(Iterator<Row> texts) {
    List<Object> keys = new ArrayList<>();
    List<Annotation[]> documents = new ArrayList<>();
    while (texts.hasNext() && keys.size() < getBatchSize()) {
      Row row = texts.next();
      keys.add(row.get(0));
      documents.add(new Annotation[] {document(row.getString(1))});
    }
    Iterator<Seq<Annotation>> sentences =
        JavaConverters.seqAsJavaList(batchAnnotate(JavaConverters.asScalaBuffer(documents)))
            .iterator();
    List<Row> rows = new ArrayList<>();
    for (Object key : keys) {
      Seq<Annotation> sentence = sentences.next();
      rows.add(RowFactory.create(key, sentence.isEmpty() ? null : sentence.head().embeddings()));
    }
    return rows.iterator();
  }

  private static Annotation document(String text) {
    return new Annotation(
        "document",
        0,
        text.length() - 1,
        text,
        scala.collection.immutable.Map$.MODULE$.<String, String>empty(),
        new float[0]);
  }

  /** The pieces of each sentence; the model only asks for their ids. */
  @Override
  public Seq<WordpieceTokenizedSentence> tokenize(Seq<Sentence> sentences) {
    List<WordpieceTokenizedSentence> tokenized = new ArrayList<>();
    for (Sentence sentence : JavaConverters.seqAsJavaList(sentences)) {
      int[] ids = tokenizer.value().encode(sentence.content(), getMaxSentenceLength());
      // The model adds the marks of beginning and end itself.
      TokenPiece[] pieces = new TokenPiece[ids.length - 2];
      for (int i = 0; i < pieces.length; i++) {
        pieces[i] = new TokenPiece("", "", ids[i + 1], true, 0, 0);
      }
      tokenized.add(new WordpieceTokenizedSentence(pieces));
    }
    return JavaConverters.asScalaBuffer(tokenized);
  }
}
