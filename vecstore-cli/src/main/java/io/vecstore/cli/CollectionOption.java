package io.vecstore.cli;

import io.vecstore.VecDatabase;
import io.vecstore.error.InvalidRequestException;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that names a collection of the database. */
final class CollectionOption {

    @Option(
            names = "--collection",
            paramLabel = "NAME",
            description = "The collection; needed where the database has not exactly one.")
    private String name = "";

    CollectionOption() {}

    /** The collection that is meant. */
    String name(VecDatabase database) {
        List<String> names = database.collectionNames();
        if (!name.isEmpty()) {
            return name;
        }
        if (names.size() != 1) {
            throw new InvalidRequestException("--collection is needed: database " + database.folder() + " has "
                    + (names.isEmpty() ? "no collection" : "the collections " + String.join(", ", names)));
        }
        return names.getFirst();
    }
}
