package io.vecstore.bench.peer;

/**
 * A system by name; see {@link Systems}.
 *
 * @param name as rows of results show it
 */
public record SystemSetting(String name) {

    /** The adapter. */
    public AnnSystem system() {
        return Systems.named(name);
    }
}
