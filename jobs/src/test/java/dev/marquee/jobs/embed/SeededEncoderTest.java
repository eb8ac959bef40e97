package dev.marquee.jobs.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.jobs.embed.onnx.BertShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeededEncoderTest {
  private static final List<String> TEXTS =
      List.of(
          "The detective follows the thief.",
          "The detectives follow the thieves through Málaga.",
          "The whale follows the ship across the sea.",
          "A whale, an old captain and the sea.");

  @TempDir Path folder;

  @Test
  void writesTheSameBytesForTheSameTextsAndSeed() throws Exception {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    Path other = folder.resolve("other");
    SeededEncoder.write(one, TEXTS, 5);
    SeededEncoder.write(two, TEXTS, 5);
    SeededEncoder.write(other, TEXTS, 6);
    assertThat(two.resolve("model.onnx")).hasSameBinaryContentAs(one.resolve("model.onnx"));
    assertThat(two.resolve("assets/vocab.txt"))
        .hasSameBinaryContentAs(one.resolve("assets/vocab.txt"));
    assertThat(Files.mismatch(one.resolve("model.onnx"), other.resolve("model.onnx")))
        .isNotNegative();
  }

  @Test
  void keepsWordsThatTextsShare() throws Exception {
    SeededEncoder.write(folder, TEXTS, 5);
    float[][] vectors = encode(TEXTS);
    // Inflected forms of the same words against other words; the sea and the whale are shared.
    assertThat(dot(vectors[0], vectors[1])).isGreaterThan(dot(vectors[0], vectors[3]) + 0.2);
    assertThat(dot(vectors[2], vectors[3])).isGreaterThan(dot(vectors[1], vectors[3]) + 0.2);
  }

  @Test
  void aTextsVectorDoesNotDependOnItsBatch() throws Exception {
    SeededEncoder.write(folder, TEXTS, 5);
    float[] alone = encode(List.of(TEXTS.get(0)))[0];
    float[] padded = encode(TEXTS)[0];
    for (int i = 0; i < alone.length; i++) {
      assertThat(padded[i]).isCloseTo(alone[i], org.assertj.core.api.Assertions.within(1e-5f));
    }
  }

  @Test
  void clipsIdsBeyondTheVocabulary() throws Exception {
    SeededEncoder.write(folder, TEXTS, 5);
    int last = Files.readAllLines(folder.resolve("assets/vocab.txt")).size() - 1;
    try (OnnxSentenceEncoder onnx = new OnnxSentenceEncoder(folder.resolve("model.onnx"), 1)) {
      assertThat(onnx.encode(new int[][] {{2, 29_000, 3}}))
          .isDeepEqualTo(onnx.encode(new int[][] {{2, last, 3}}));
    }
  }

  @Test
  void learnsSpecialPiecesCharactersEndingsAndWords() {
    List<String> vocabulary = WordPieceVocabulary.learn(TEXTS, 4000);
    assertThat(vocabulary.subList(0, 5)).isEqualTo(WordPieceVocabulary.SPECIAL);
    assertThat(vocabulary).doesNotHaveDuplicates().contains("a", "##z", "7", "##7", "!", "~");
    assertThat(vocabulary).contains("malaga", "detectives").doesNotContain("Málaga", "A");
    // "the" occurs six times, more than any other word.
    assertThat(vocabulary.indexOf("the")).isLessThan(vocabulary.indexOf("follows"));
    // detectives and thieves end alike.
    assertThat(vocabulary).contains("##ves");
  }

  @Test
  void knowsEveryWordOfLatinLettersAndDigits() {
    List<String> vocabulary = WordPieceVocabulary.learn(TEXTS, 110);
    assertThat(vocabulary).hasSizeLessThanOrEqualTo(110);
    WordPieceTokenizer tokenizer = new WordPieceTokenizer(vocabulary);
    int unknown = vocabulary.indexOf("[UNK]");
    assertThat(tokenizer.encode("Zyzzyva 2049, \"Ünïcode\" r2d2 (x)!", 64)).doesNotContain(unknown);
    assertThat(tokenizer.encode("映画", 64)).contains(unknown);
  }

  @Test
  void refusesAVocabularyThatCannotHoldTheCharacters() {
    assertThatThrownBy(() -> WordPieceVocabulary.learn(TEXTS, 20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("20 pieces do not hold");
  }

  @Test
  void tokenizesGreedilyIntoTheLongestPieces() {
    List<String> vocabulary =
        List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "play", "##ing", "##in", "##g", "un", "!");
    WordPieceTokenizer tokenizer = new WordPieceTokenizer(vocabulary);
    assertThat(tokenizer.encode("PLAYING! play", 16)).containsExactly(2, 4, 5, 9, 4, 3);
    assertThat(tokenizer.encode("unplayed", 16)).containsExactly(2, 1, 3);
    // Four places: [CLS], two pieces, [SEP].
    assertThat(tokenizer.encode("playing playing", 4)).containsExactly(2, 4, 5, 3);
  }

  @Test
  void refusesHeadsThatDoNotDivideTheHiddenSize() {
    assertThatThrownBy(() -> new BertShape(10, 8, 10, 1, 3, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private float[][] encode(List<String> texts) throws Exception {
    WordPieceTokenizer tokenizer = WordPieceTokenizer.read(folder.resolve("assets/vocab.txt"));
    int[][] tokens = texts.stream().map(text -> tokenizer.encode(text, 128)).toArray(int[][]::new);
    try (OnnxSentenceEncoder onnx = new OnnxSentenceEncoder(folder.resolve("model.onnx"), 1)) {
      return onnx.encode(tokens);
    }
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
