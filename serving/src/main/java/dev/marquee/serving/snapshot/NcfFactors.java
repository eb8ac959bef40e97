package dev.marquee.serving.snapshot;

import dev.marquee.data.HistoryPooling;
import java.util.List;
import java.util.Objects;

/**
 * The NCF model: the vectors of all movies, of the users that it was trained on, how a user's
 * vectors come from ratings, and its layers. A model without an MLP has empty MLP vectors and only
 * the output.
 *
 * @param movieGmf one GMF vector a movie
 * @param movieMlp one MLP vector a movie
 * @param movieHistory what a rating of the movie says of a user, one vector a movie, as long as a
 *     user's GMF and MLP vectors together
 * @param userIds the users with vectors
 * @param userGmf one GMF vector a user, as long as the movies'
 * @param userMlp one MLP vector a user; with a movie's it fills the first layer's input
 * @param pooling how the vectors of rated movies make a user's, as long as they are
 * @param layers the hidden layers, possibly none, and then the output
 */
public record NcfFactors(
    DenseVectors movieGmf,
    DenseVectors movieMlp,
    DenseVectors movieHistory,
    Ids userIds,
    DenseVectors userGmf,
    DenseVectors userMlp,
    HistoryPooling pooling,
    List<NcfLayer> layers) {

  /** Refuses parts that do not fit together; the message says which. */
  public NcfFactors {
    Objects.requireNonNull(pooling, "pooling");
    layers = List.copyOf(layers);
    expect("rows of movie_factors.mlp", movieMlp.rows(), movieGmf.rows());
    expect("rows of movie_factors.history", movieHistory.rows(), movieGmf.rows());
    expect("rows of user_factors.gmf", userGmf.rows(), userIds.size());
    expect("rows of user_factors.mlp", userMlp.rows(), userIds.size());
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("ncf_layers has no layer, expected at least output");
    }
    int length = movieHistory.dimension();
    expect("length of the blocks of ncf_pooling together", pooling.length(), length);
    int userMlpLength = length - movieGmf.dimension();
    if (userMlpLength < 0) {
      throw new IllegalArgumentException(
          "length of movie_factors.history is %d, expected at least that of gmf, %d"
              .formatted(length, movieGmf.dimension()));
    }
    if (userIds.size() > 0) {
      expect("length of user_factors.gmf", userGmf.dimension(), movieGmf.dimension());
      expect("length of user_factors.mlp", userMlp.dimension(), userMlpLength);
    }
    checkLayers(layers, movieGmf.dimension(), movieMlp.dimension() + userMlpLength);
  }

  private static void checkLayers(List<NcfLayer> layers, int gmf, int mlp) {
    int last = layers.size() - 1;
    if (last == 0) {
      expect("length of user and movie mlp together, without mlp layers in ncf_layers,", mlp, 0);
    }
    int input = mlp;
    for (int position = 0; position <= last; position++) {
      NcfLayer layer = layers.get(position);
      if (position == last) {
        input += gmf;
      }
      expect("inputSize of ncf_layers " + layer.name(), layer.inputSize(), input);
      input = layer.outputSize();
      checkResidual(layers, position);
      String activation = position < last ? "relu" : "sigmoid";
      if (!layer.activation().equals(activation)) {
        throw new IllegalArgumentException(
            "activation of ncf_layers %s is %s, expected %s"
                .formatted(layer.name(), layer.activation(), activation));
      }
    }
    expect("outputSize of ncf_layers " + layers.get(last).name(), layers.get(last).outputSize(), 1);
  }

  private static void checkResidual(List<NcfLayer> layers, int position) {
    NcfLayer layer = layers.get(position);
    if (layer.residualFrom().isEmpty()) {
      return;
    }
    int source = layer.residualFrom().getAsInt();
    if (source < 0
        || source > position
        || position == layers.size() - 1
        || layers.get(source).inputSize() != layer.outputSize()) {
      throw new IllegalArgumentException(
          "residualFrom of ncf_layers %s is %d, expected a position up to %d whose input is %d wide"
              .formatted(layer.name(), source, position, layer.outputSize()));
    }
  }

  private static void expect(String what, int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException("%s is %d, expected %d".formatted(what, found, expected));
    }
  }

  /** Length of a user's MLP vector, 0 without an MLP. */
  public int userMlpLength() {
    return movieHistory.dimension() - movieGmf.dimension();
  }

  long movieBytes() {
    return movieGmf.bytes() + movieMlp.bytes() + movieHistory.bytes();
  }

  long userBytes() {
    return userIds.bytes() + userGmf.bytes() + userMlp.bytes();
  }
}
