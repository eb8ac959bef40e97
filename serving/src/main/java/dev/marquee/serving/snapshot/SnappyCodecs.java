package dev.marquee.serving.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopCodecs;
import org.xerial.snappy.Snappy;

/**
 * Unpacks Snappy, which Spark writes unless told otherwise, by its library alone. Parquet's
 * factory, which does all other codecs, goes through Hadoop's codecs and so reads Hadoop's
 * configuration.
 */
final class SnappyCodecs implements CompressionCodecFactory {
  private CompressionCodecFactory others;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("files are only read");
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    if (codec == CompressionCodecName.SNAPPY) {
      return new SnappyDecompressor();
    }
    if (others == null) {
      others = HadoopCodecs.newFactory(0);
    }
    return others.getDecompressor(codec);
  }

  @Override
  public void release() {
    if (others != null) {
      others.release();
    }
  }

  private static final class SnappyDecompressor implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput page, int size) throws IOException {
      return BytesInput.from(Snappy.uncompress(page.toInputStream().readAllBytes()));
    }

    @Override
    public void decompress(ByteBuffer page, int packedSize, ByteBuffer to, int size)
        throws IOException {
      byte[] packed = new byte[packedSize];
      page.get(packed);
      to.put(Snappy.uncompress(packed));
    }

    @Override
    public void release() {}
  }
}
