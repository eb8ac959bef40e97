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
 * time on page faults; keeping them makes training about a quarter and scoring about a half faster.
 */
public final class NativeMemory {
  private static final int M_TRIM_THRESHOLD = -1;
  private static final int M_MMAP_THRESHOLD = -3;

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
            libC.mallopt(M_MMAP_THRESHOLD, 1 << 30) == 1
                && libC.mallopt(M_TRIM_THRESHOLD, Integer.MAX_VALUE) == 1;
        log.debug("allocator keeps freed blocks: {}", applied);
      } catch (UnsatisfiedLinkError e) {
        log.debug("no mallopt in this C library", e);
      }
      return () -> {};
    }
  }
}
