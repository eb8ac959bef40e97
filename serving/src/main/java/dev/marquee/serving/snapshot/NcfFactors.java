package dev.marquee.serving.snapshot;

import java.util.List;

/**
 * The NCF model: the vectors of all movies, of the users that it was trained on, and its layers.
 *
 * @param movieGmf one GMF vector a movie
 * @param movieMlp one MLP vector a movie
 * @param userIds the users with vectors
 * @param userGmf one GMF vector a user, as long as the movies'
 * @param userMlp one MLP vector a user; with a movie's it fills the first layer's input
 * @param layers the hidden layers and then the output, at least two
 */
public record NcfFactors(
    DenseVectors movieGmf,
    DenseVectors movieMlp,
    Ids userIds,
    DenseVectors userGmf,
    DenseVectors userMlp,
    List<NcfLayer> layers) {

  /** Refuses parts that do not fit together; the message says which. */
  public NcfFactors {
    layers = List.copyOf(layers);
    expect("rows of movie_factors.mlp", movieMlp.rows(), movieGmf.rows());
    expect("rows of user_factors.gmf", userGmf.rows(), userIds.size());
    expect("rows of user_factors.mlp", userMlp.rows(), userIds.size());
    if (layers.size() < 2) {
      throw new IllegalArgumentException(
          "ncf_layers has %d layers, expected a hidden one and output".formatted(layers.size()));
    }
    if (userIds.size() > 0) {
      expect("length of user_factors.gmf", userGmf.dimension(), movieGmf.dimension());
    }
    int last = layers.size() - 1;
    for (int position = 0; position <= last; position++) {
      NcfLayer layer = layers.get(position);
      int input;
      if (position == 0) {
        input = movieMlp.dimension() + userMlp.dimension();
      } else if (position < last) {
        input = layers.get(position - 1).outputSize();
      } else {
        input = movieGmf.dimension() + layers.get(position - 1).outputSize();
      }
      if (!(position == 0 && userIds.size() == 0)) {
        expect("inputSize of ncf_layers " + layer.name(), layer.inputSize(), input);
      }
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

  long movieBytes() {
    return movieGmf.bytes() + movieMlp.bytes();
  }

  long userBytes() {
    return userIds.bytes() + userGmf.bytes() + userMlp.bytes();
  }
}
