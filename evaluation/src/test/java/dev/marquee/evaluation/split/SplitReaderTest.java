package dev.marquee.evaluation.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.data.UserError;
import dev.marquee.jobs.config.IngestConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitReaderTest {
  private static final String HEADER = "userId,movieId,rating,timestamp\n";

  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    write(
        "movies.csv",
        "movieId,title,genres\n10,Heat (1995),Action|Crime\n20,\"Ed, Wood\",(no genres listed)\n"
            + "30,Clue,Comedy\n");
    write("train.csv", HEADER + "2,10,4.0,5\n1,20,3.5,7\n1,10,5.0,6\n");
    write("test.csv", HEADER + "1,30,2.0,9\n");
  }

  @Test
  void readsRatingsOldestFirstUnderCompactRows() {
    Split split = read(0.01);

    assertThat(split.trainUserIds()).containsExactly(1, 2);
    assertThat(split.userIds()).containsExactly(1);
    assertThat(split.trainRows()).containsExactly(0);
    assertThat(split.histories().history(0).movies()).containsExactly(0, 1);
    assertThat(split.histories().history(0).ratings()).containsExactly(5, 3.5f);
    assertThat(split.test().history(0).movies()).containsExactly(2);
    assertThat(split.notes()).isEmpty();
    assertThat(split.catalogue().movie(0).year()).isEqualTo(1995);
    assertThat(split.catalogue().movie(1).title()).isEqualTo("Ed, Wood");
    assertThat(split.catalogue().genres()).containsExactly("Action", "Crime", "Comedy");
    assertThat(split.catalogue().genres(1)).isEmpty();
    assertThat(CandidateRule.TEST.candidates(split)).containsExactly(false, false, true);
    assertThat(CandidateRule.ALL.candidates(split)).containsExactly(true, true, true);
  }

  @Test
  void foldInIsKnownAtRequestTimeAndNotTrainedOn() throws IOException {
    write("foldin.csv", HEADER + "3,20,4.0,1\n");
    write("test.csv", HEADER + "1,30,2.0,9\n3,30,2.0,9\n4,30,2.0,9\n");
    Split split = read(0.01);

    assertThat(split.trainRows()).containsExactly(0, -1, -1);
    assertThat(split.train().users()).isEqualTo(2);
    assertThat(split.histories().history(0).movies()).containsExactly(0, 1);
    assertThat(split.histories().history(1).movies()).containsExactly(1);
    assertThat(split.histories().count(2)).isZero();
    assertThat(split.notes())
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.kind()).contains("without history");
              assertThat(note.example()).isEqualTo("user 4");
            });
  }

  @Test
  void tagsAreCountedByMovie() throws IOException {
    write("tags.csv", "userId,movieId,tag,timestamp\n1,10,heist,1\n2,10,heist,2\n1,99,lost,3\n");
    Split split =
        reader(0.01)
            .read(
                "test",
                folder.toString(),
                new CatalogueFiles(file("movies.csv"), file("tags.csv")));

    assertThat(split.catalogue().movie(0).tagCounts()).containsEntry("heist", 2L);
    assertThat(split.notes())
        .singleElement()
        .satisfies(note -> assertThat(note.example()).isEqualTo("line 4: movieId 99"));
  }

  @Test
  void testUserWhomNothingIsKnownOfIsRefusedWithoutFoldIn() throws IOException {
    write("test.csv", HEADER + "1,30,2.0,9\n7,30,2.0,9\n");
    refused("test.csv line 3: user 7 is not in train.csv and there is no foldin.csv");
  }

  @Test
  void testMovieOutsideTheCatalogueIsRefused() throws IOException {
    write("test.csv", HEADER + "1,99,2.0,9\n");
    refused("test.csv line 2: movieId 99 is not in the movie file");
  }

  @Test
  void overlapOfTrainAndTestIsRefused() throws IOException {
    write("test.csv", HEADER + "1,30,2.0,9\n1,10,2.0,9\n");
    refused("test.csv line 3: user 1 and movie 10 are in", "train.csv line 4 too");
  }

  @Test
  void overlapWithFoldInIsRefused() throws IOException {
    write("foldin.csv", HEADER + "1,30,4.0,1\n");
    refused("test.csv line 2: user 1 and movie 30 are in", "foldin.csv line 2 too");
    write("foldin.csv", HEADER + "2,10,4.0,1\n");
    refused("foldin.csv line 2: user 2 and movie 10 are in", "train.csv line 2 too");
  }

  @Test
  void emptyFilesAreRefused() throws IOException {
    write("test.csv", HEADER);
    refused("test.csv has no usable rating");
    write("test.csv", "");
    refused("test.csv is empty");
    write("movies.csv", "movieId,title,genres\n");
    refused("movies.csv has no usable movie");
  }

  @Test
  void malformedLinesAreCountedUpToTheShareThatTheIngestTakes() throws IOException {
    write("train.csv", HEADER + "1,10,5.0,6\n1,20,7.5,7\nx,20,3.5,7\n");
    assertThat(read(0.7).notes())
        .containsExactly(
            new InputNote(
                folder + "/train.csv",
                "malformed line",
                2,
                "line 3: rating 7.5, expected 0.5 to 5.0"));
    assertThatThrownBy(() -> read(0.5))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("train.csv: 2 of 3 lines are malformed", "line 3: rating 7.5");
  }

  @Test
  void repeatedPairsAndUnknownTrainingMoviesAreCounted() throws IOException {
    write("train.csv", HEADER + "1,10,5.0,6\n1,10,2.0,8\n1,99,3.5,7\n");
    Split split = read(0.01);

    assertThat(split.train().history(0).ratings()).containsExactly(2);
    assertThat(split.notes().stream().map(InputNote::example).toList())
        .isEqualTo(List.of("line 2 and line 3", "line 4: movieId 99"));
  }

  @Test
  void oneRatingFileIsCut() throws IOException {
    write("ratings.csv", HEADER + "1,10,5.0,6\n1,20,2.0,8\n1,30,3.5,7\n2,10,1.0,1\n");
    Split split =
        reader(0.01)
            .cut(
                "cut",
                file("ratings.csv"),
                new CatalogueFiles(file("movies.csv"), null),
                Cut.TEMPORAL,
                0.4,
                0);

    assertThat(split.test().history(0).movies()).containsExactly(1);
    assertThatThrownBy(
            () ->
                reader(0.01)
                    .cut(
                        "cut",
                        file("ratings.csv"),
                        new CatalogueFiles(file("movies.csv"), null),
                        Cut.TEMPORAL,
                        0.2,
                        0))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no user with enough ratings");
  }

  private void refused(String... parts) {
    assertThatThrownBy(() -> read(0.01))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll(parts);
  }

  private Split read(double maxRejectedShare) {
    return reader(maxRejectedShare)
        .read("test", folder.toString(), new CatalogueFiles(file("movies.csv"), null));
  }

  private static SplitReader reader(double maxRejectedShare) {
    return new SplitReader(new Configuration(), new IngestConfig(maxRejectedShare, 0.5, 5.0));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
