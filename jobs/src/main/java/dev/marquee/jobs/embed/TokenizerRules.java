package dev.marquee.jobs.embed;

/**
 * What a BERT model's configuration says about its tokenizer.
 *
 * @param lowerCase whether texts are read in lower case
 * @param stripAccents whether letters lose their accents
 * @param splitChinese whether each Chinese character is a word of its own
 * @param unknown the piece for words with a part that is in no piece
 */
public record TokenizerRules(
    boolean lowerCase, boolean stripAccents, boolean splitChinese, String unknown) {
  /** The rules of BERT's uncased models, all-MiniLM-L6-v2 among them. */
  public static TokenizerRules uncased() {
    return new TokenizerRules(true, true, true, "[UNK]");
  }
}
