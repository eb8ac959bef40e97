package dev.marquee.jobs.djl;

import java.io.Serializable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A model that every executor loads once, on first use, and then shares between its tasks. Only the
 * recipe travels from the driver: this is the role of DJL's Spark extension.
 *
 * @param <M> the loaded model, safe for use by several threads
 */
public final class ExecutorModel<M> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Loaded models of this JVM by key. */
  private static final ConcurrentMap<String, Object> LOADED = new ConcurrentHashMap<>();

  private final String key;
  private final Loader<M> loader;

  /** How to load the model; runs on the executor. */
  @FunctionalInterface
  public interface Loader<M> extends Serializable {
    /** Loads the model. */
    M load();
  }

  /**
   * A recipe.
   *
   * @param key names the model and its version; equal keys share one loaded model in a JVM
   * @param loader loads it
   */
  public ExecutorModel(String key, Loader<M> loader) {
    this.key = key;
    this.loader = loader;
  }

  /** The model, loaded if this JVM has not done so yet. */
  @SuppressWarnings("unchecked") // A key is only ever used with one loader.
  public M get() {
    return (M) LOADED.computeIfAbsent(key, missing -> loader.load());
  }

  /** Forgets the model in this JVM and closes it if it can be closed; for the driver's JVM. */
  public void unload() {
    if (LOADED.remove(key) instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("cannot close model " + key, e);
      }
    }
  }
}
