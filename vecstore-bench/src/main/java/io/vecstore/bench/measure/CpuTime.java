package io.vecstore.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Processor time, which other programs on the machine disturb less than time on the clock. */
public final class CpuTime {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CpuTime() {}

    /** Of all threads of this process so far, compilation and garbage collection included, in nanoseconds. */
    public static long process() {
        return SYSTEM.getProcessCpuTime();
    }

    /** Of the calling thread so far, in nanoseconds. */
    public static long thread() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Nanoseconds as seconds. */
    public static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
