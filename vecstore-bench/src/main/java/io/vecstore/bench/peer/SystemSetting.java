package io.vecstore.bench.peer;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A system and its setting, as rows of results and worker processes know it.
 *
 * @param name as rows of results show it; our own begin with {@value #OURS}, except for the exact scan
 * @param index how our own index is made; peers have the settings of their makers
 */
public record SystemSetting(String name, VecstoreIndex index) {

    static final String OURS = "vecstore";

    /** A system of {@link Systems} by name. */
    public static SystemSetting peer(String name) {
        return new SystemSetting(name, VecstoreIndex.DEFAULT);
    }

    /** This project's store. */
    public static SystemSetting vecstore(VecstoreIndex index) {
        return new SystemSetting(OURS + "-" + index.name(), index);
    }

    /** Whether it is this project's store with its index. */
    @JsonIgnore
    public boolean isOurs() {
        return isOurs(name);
    }

    /** Whether a row of that name is of this project's store with its index. */
    public static boolean isOurs(String name) {
        return name.startsWith(OURS);
    }

    /** The adapter. */
    public AnnSystem system() {
        return isOurs() ? VecstoreSystem.indexed(index) : Systems.named(name);
    }
}
