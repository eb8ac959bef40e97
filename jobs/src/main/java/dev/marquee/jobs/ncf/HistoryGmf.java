package dev.marquee.jobs.ncf;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;

/**
 * The GMF branch (He et al. 2017, section 3.2) with a user side made of the user's history, as in
 * FISM (Kabbur et al. 2013): the user's vector is {@link dev.marquee.data.HistoryPooling} over the
 * history vectors of the given movies, plus the user's own vector where users are known by name.
 * Its dot products with all candidates' vectors, plus their bias, are the logits.
 *
 * <p>Where movies' content is trained along, a projection of it is added to each movie's own
 * vectors, which are left out of some steps, so that it learns to stand alone (DropoutNet, Volkovs
 * et al. 2017).
 *
 * <p>Inputs: the given ratings' weights {@code float[batch][movies]}, 0 where nothing is given;
 * user rows {@code int64[batch]}; which users are known by name, {@code float[batch][1]}; and
 * candidates' rows {@code int64[columns]}, distinct, and all in order where all movies compete;
 * with content also which movies' own vectors count, {@code float[movies][1]}. Output: logits
 * {@code float[batch][columns]}.
 *
 * <p>An attention query belongs to a head and not to a candidate, so exp(query . movie) is one
 * number a movie, and pooling stays two matrix products whatever the histories' lengths.
 */
final class HistoryGmf extends AbstractBlock {
  private static final byte VERSION = 1;
  private static final float INITIAL_DEVIATION = 0.05f;
  private static final float TINY = 1e-12f;

  private final int heads;
  private final int factors;
  private final Parameter history;
  private final Parameter candidates;
  private final Parameter bias;
  private final Parameter users;
  private final Parameter queries;
  private final NDArray content;
  private final Parameter historyProjection;
  private final Parameter candidateProjection;

  /**
   * A model to be trained.
   *
   * @param users known users; 0 to know none by name
   * @param heads attention heads, a divisor of {@code factors}; 0 for none
   */
  HistoryGmf(int users, int movies, int factors, int heads) {
    this(users, movies, factors, heads, null);
  }

  /**
   * The same with content.
   *
   * @param content {@code float[movies][width]} on the device; null to train no content along
   */
  HistoryGmf(int users, int movies, int factors, int heads, NDArray content) {
    super(VERSION);
    this.heads = heads;
    this.factors = factors;
    history = parameter("history", new Shape(movies, factors), Parameter.Type.WEIGHT);
    candidates = parameter("candidates", new Shape(movies, factors), Parameter.Type.WEIGHT);
    bias = parameter("bias", new Shape(movies, 1), Parameter.Type.BIAS);
    this.users =
        users == 0 ? null : parameter("users", new Shape(users, factors), Parameter.Type.WEIGHT);
    queries = heads == 0 ? null : parameter("queries", new Shape(factors), Parameter.Type.BIAS);
    this.content = content;
    historyProjection = content == null ? null : projection("historyProjection");
    candidateProjection = content == null ? null : projection("candidateProjection");
  }

  private Parameter projection(String name) {
    return parameter(name, new Shape(content.getShape().get(1), factors), Parameter.Type.WEIGHT);
  }

  private Parameter parameter(String name, Shape shape, Parameter.Type type) {
    var builder = Parameter.builder().setName(name).setType(type).optShape(shape);
    if (type == Parameter.Type.WEIGHT) {
      builder.optInitializer(new NormalInitializer(INITIAL_DEVIATION));
    }
    return addParameter(builder.build());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray given = inputs.get(0);
    NDArray table = movies(store, history, historyProjection, inputs, training);
    NDArray user = heads == 0 ? pool(given, table) : attend(store, given, table, training);
    if (users != null) {
      NDArray named = store.getValue(users, given.getDevice(), training);
      user = user.add(rows(inputs.get(1), named).mul(inputs.get(2)));
    }
    NDArray columns = inputs.get(3);
    NDArray vectors =
        competing(columns, movies(store, candidates, candidateProjection, inputs, training));
    NDArray biases = competing(columns, store.getValue(bias, given.getDevice(), training));
    return new NDList(user.matMul(vectors.transpose()).add(biases.transpose()));
  }

  /** The movies' own vectors as far as they count, and what their content says. */
  private NDArray movies(
      ParameterStore store, Parameter own, Parameter projection, NDList inputs, boolean training) {
    Device device = inputs.head().getDevice();
    NDArray vectors = store.getValue(own, device, training);
    return content == null
        ? vectors
        : vectors
            .mul(inputs.get(4))
            .add(content.matMul(store.getValue(projection, device, training)));
  }

  /** The candidates' part of a table of the movies: no copy where all movies are candidates. */
  private static NDArray competing(NDArray rows, NDArray table) {
    return rows.size() == table.getShape().get(0) ? table : rows(rows, table);
  }

  private static NDArray rows(NDArray rows, NDArray table) {
    return Embedding.embedding(rows, table, SparseFormat.DENSE).head();
  }

  private static NDArray pool(NDArray weights, NDArray vectors) {
    NDArray norm = weights.square().sum(new int[] {1}, true).add(TINY).sqrt();
    return weights.matMul(vectors).div(norm);
  }

  private NDArray attend(ParameterStore store, NDArray given, NDArray table, boolean training) {
    NDArray all = store.getValue(queries, given.getDevice(), training);
    int width = factors / heads;
    List<NDArray> parts = new ArrayList<>();
    for (int head = 0; head < heads; head++) {
      String range = head * width + ":" + (head + 1) * width;
      NDArray slice = table.get(new NDIndex(":, " + range));
      NDArray attention = slice.matMul(all.get(new NDIndex(range)).reshape(width, 1)).exp();
      parts.add(pool(given.mul(attention.transpose()), slice));
    }
    return NDArrays.concat(new NDList(parts), 1);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {}

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), inputShapes[3].get(0))};
  }

  /**
   * What frequency-aware regularisation adds to the loss: the squared lengths of the movies'
   * vectors times a weight each, {@code float[movies][1]}.
   */
  NDArray weightedSquares(ParameterStore store, NDArray weights) {
    NDArray in = store.getValue(history, weights.getDevice(), true).square();
    NDArray out = store.getValue(candidates, weights.getDevice(), true).square();
    return in.add(out).mul(weights).sum();
  }

  /** Present values of the history vectors, {@code float[movies][factors]}. */
  float[] historyVectors() {
    return present(history, historyProjection);
  }

  /** Present values of the candidates' vectors, {@code float[movies][factors]}. */
  float[] candidateVectors() {
    return present(candidates, candidateProjection);
  }

  private float[] present(Parameter own, Parameter projection) {
    if (content == null) {
      return own.getArray().toFloatArray();
    }
    try (NDArray said = content.matMul(projection.getArray());
        NDArray all = own.getArray().add(said)) {
      return all.toFloatArray();
    }
  }

  /** Present values of the candidates' biases, {@code float[movies]}. */
  float[] biases() {
    return bias.getArray().toFloatArray();
  }

  /** Present values of the users' own vectors, {@code float[users][factors]}; empty for none. */
  float[] userVectors() {
    return users == null ? new float[0] : users.getArray().toFloatArray();
  }

  /** Present values of the attention queries, {@code float[factors]}; empty for none. */
  float[] attentionQueries() {
    return queries == null ? new float[0] : queries.getArray().toFloatArray();
  }

  /** Starts the biases at the log of the movies' shares of all ratings. */
  void startBiases(int[] counts) {
    double total = 0;
    for (int count : counts) {
      total += count + 0.5;
    }
    float[] values = new float[counts.length];
    for (int movie = 0; movie < values.length; movie++) {
      values[movie] = (float) Math.log((counts[movie] + 0.5) / total * counts.length);
    }
    bias.getArray().set(values);
  }
}
