package dev.marquee.jobs.djl;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** Hadoop's configuration in a form that travels to executors. */
public final class SerializableConfiguration implements Serializable {
  private static final long serialVersionUID = 1L;
  private transient Configuration value;

  private SerializableConfiguration(Configuration value) {
    this.value = value;
  }

  /** The session's configuration, with its {@code spark.hadoop.*} settings. */
  public static SerializableConfiguration of(SparkSession spark) {
    return new SerializableConfiguration(spark.sessionState().newHadoopConf());
  }

  /** The configuration. */
  public Configuration value() {
    return value;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    value.write(out);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    value = new Configuration(false);
    value.readFields(in);
  }
}
