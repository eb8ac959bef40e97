package dev.marquee.jobs.embed;

import com.johnsnowlabs.nlp.annotators.common.Sentence;
import com.johnsnowlabs.nlp.annotators.common.TokenPiece;
import com.johnsnowlabs.nlp.annotators.common.WordpieceTokenizedSentence;
import com.johnsnowlabs.nlp.embeddings.BertSentenceEmbeddings;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Spark NLP's annotator with BERT's own tokenization. The annotator's takes the accents off cased
 * text too, and leaves dashes and curly quotation marks, which running text is full of, inside
 * words that are then unknown.
 */
final class WordPieceSentenceEmbeddings extends BertSentenceEmbeddings {
  private static final long serialVersionUID = 1L;

  private final Broadcast<WordPieceTokenizer> tokenizer;
  private final int maxTokens;

  /**
   * An annotator without a model.
   *
   * @param maxTokens pieces of a text that are read, [CLS] and [SEP] included
   */
  WordPieceSentenceEmbeddings(Broadcast<WordPieceTokenizer> tokenizer, int maxTokens) {
    this.tokenizer = tokenizer;
    this.maxTokens = maxTokens;
    setMaxSentenceLength(maxTokens);
  }

  @Override
  public Seq<WordpieceTokenizedSentence> tokenize(Seq<Sentence> sentences) {
    List<WordpieceTokenizedSentence> tokenized = new ArrayList<>(sentences.size());
    for (Sentence sentence : JavaConverters.seqAsJavaList(sentences)) {
      int[] ids = tokenizer.value().encode(sentence.content(), maxTokens);
      // The annotator puts [CLS] and [SEP] around the pieces itself.
      TokenPiece[] pieces = new TokenPiece[ids.length - 2];
      for (int i = 0; i < pieces.length; i++) {
        pieces[i] = new TokenPiece("", "", ids[i + 1], true, 0, 0);
      }
      tokenized.add(new WordpieceTokenizedSentence(pieces));
    }
    return JavaConverters.asScalaBuffer(tokenized).toSeq();
  }
}
