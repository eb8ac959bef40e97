package dev.marquee.jobs.encoder;

import dev.marquee.jobs.embed.WordPieceVocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Texts with hidden pieces. As in BERT, 15 % of the pieces are chosen; of these 80 % are replaced
 * by [MASK], 10 % by a random piece, and 10 % stay.
 *
 * @param batch the texts as the model sees them
 * @param places of the chosen pieces in the flattened batch
 * @param pieces what stood there
 */
record MaskedBatch(TokenBatch batch, long[] places, long[] pieces) {
  private static final double CHOSEN = 0.15;
  private static final double REPLACED = 0.8;
  private static final double SWAPPED = 0.9;

  /** Hides pieces; of every text at least one, the marks of its start and end excepted. */
  static MaskedBatch of(List<int[]> texts, int vocabulary, Random random) {
    int special = WordPieceVocabulary.SPECIAL.size();
    int maskId = WordPieceVocabulary.SPECIAL.indexOf("[MASK]");
    TokenBatch batch = TokenBatch.of(texts);
    List<Integer> places = new ArrayList<>();
    for (int text = 0; text < texts.size(); text++) {
      int inner = texts.get(text).length - 2;
      if (inner < 1) {
        continue;
      }
      int sure = random.nextInt(inner);
      for (int i = 0; i < inner; i++) {
        if (i == sure || random.nextDouble() < CHOSEN) {
          places.add(text * batch.length() + i + 1);
        }
      }
    }
    long[] at = places.stream().mapToLong(Integer::longValue).toArray();
    long[] pieces = new long[at.length];
    for (int i = 0; i < at.length; i++) {
      pieces[i] = batch.ids()[(int) at[i]];
      double draw = random.nextDouble();
      if (draw < REPLACED) {
        batch.ids()[(int) at[i]] = maskId;
      } else if (draw < SWAPPED) {
        batch.ids()[(int) at[i]] = special + random.nextInt(vocabulary - special);
      }
    }
    return new MaskedBatch(batch, at, pieces);
  }
}
