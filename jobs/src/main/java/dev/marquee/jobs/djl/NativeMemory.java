package dev.marquee.jobs.djl;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the C allocator keep the memory of freed tensors. By default glibc hands large blocks back
 * to the kernel at once, and a training loop, which frees and asks again in each step, spends its
 * time on page faults: {@code bench ncf} then trains and scores two to four times slower in one
 * process and at full speed in the next, by where its blocks happen to lie.
 */
public final class NativeMemory {
  private static final int M_TRIM_THRESHOLD = -1;
  private static final int M_TOP_PAD = -2;
  private static final int M_MMAP_THRESHOLD = -3;

  /**
   * What glibc reserves at a time for the blocks of one thread. An empty one is unmapped, whatever
   * the threshold of trimming, unless the padding asks for as much.
   */
  private static final int THREAD_HEAP = 64 << 20;

  /** Larger blocks are mapped one by one; older versions of glibc refuse more than this. */
  private static final int LARGEST_KEPT = THREAD_HEAP / 2;

  private NativeMemory() {}

  private interface LibC extends Library {
    int mallopt(int parameter, int value);

    int malloc_trim(NativeLong pad);
  }

  /** Applies to the whole process; does nothing where the C library is not glibc. */
  public static void keepFreedBlocks() {
    if (Platform.isLinux()) {
      Once.APPLIED.run();
    }
  }

  /**
   * Hands back what the allocator keeps. Each thread has blocks of its own, so that a process that
   * trains on one thread after another would else keep the most that each of them ever needed.
   */
  public static void release() {
    if (Platform.isLinux()) {
      try {
        Native.load("c", LibC.class).malloc_trim(new NativeLong(0));
      } catch (UnsatisfiedLinkError e) {
        LoggerFactory.getLogger(NativeMemory.class).debug("no malloc_trim in this C library", e);
      }
    }
  }

  private static final class Once {
    static final Runnable APPLIED = apply();

    private static Runnable apply() {
      Logger log = LoggerFactory.getLogger(NativeMemory.class);
      try {
        LibC libC = Native.load("c", LibC.class);
        boolean applied =
            libC.mallopt(M_MMAP_THRESHOLD, LARGEST_KEPT) == 1
                && libC.mallopt(M_TRIM_THRESHOLD, Integer.MAX_VALUE) == 1
                && libC.mallopt(M_TOP_PAD, THREAD_HEAP) == 1;
        log.debug("allocator keeps freed blocks: {}", applied);
      } catch (UnsatisfiedLinkError e) {
        log.debug("no mallopt in this C library", e);
      }
      return () -> {};
    }
  }
}
