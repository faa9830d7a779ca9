package io.vecstore.chat.answer;

import io.vecstore.chat.answer.AnswerEvent.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes the time of steps that follow each other. For one thread. */
final class Stopwatch {

    private static final double NANOS_PER_MILLI = 1e6;

    private final List<Step> steps = new ArrayList<>();
    private long last = System.nanoTime();

    /** The time since the last lap. */
    void lap(String name) {
        long now = System.nanoTime();
        steps.add(new Step(name, (now - last) / NANOS_PER_MILLI));
        last = now;
    }

    /** A lap of which parts have been measured by others; the rest, which came first, gets a name. */
    void lapWithin(Map<String, Duration> parts, String rest) {
        long now = System.nanoTime();
        long known = parts.values().stream().mapToLong(Duration::toNanos).sum();
        steps.add(new Step(rest, Math.max(0, now - last - known) / NANOS_PER_MILLI));
        parts.forEach((name, time) -> steps.add(new Step(name, time.toNanos() / NANOS_PER_MILLI)));
        last = now;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }
}
