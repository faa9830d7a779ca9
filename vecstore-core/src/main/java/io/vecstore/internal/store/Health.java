package io.vecstore.internal.store;

import io.vecstore.DoctorReport.Damage;
import io.vecstore.HealthReport;
import io.vecstore.error.CorruptDataException;
import io.vecstore.internal.segment.DiskSegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tells the state of an open database. */
final class Health {

    private final DatabaseEngine engine;
    private final List<Damage> damages = new ArrayList<>();
    private long reclaimable;

    Health(DatabaseEngine engine) {
        this.engine = engine;
    }

    HealthReport report() {
        engine.damaged()
                .forEach((name, damage) -> damages.add(new Damage(
                        engine.directory().toString(),
                        damage.getMessage(),
                        false,
                        "collection \"" + name + "\" cannot be opened; close the database and have it repaired")));
        open().forEach(this::examine);
        damages.sort(Comparator.comparing(Damage::derived));
        return new HealthReport(engine.failure().map(Throwable::getMessage), damages, reclaimable);
    }

    HealthReport verify() {
        open().forEach(this::verify);
        return report();
    }

    /** The collections that nobody has dropped. */
    private List<CollectionEngine> open() {
        return engine.collections().stream().filter(each -> !each.isClosed()).toList();
    }

    private void examine(CollectionEngine collection) {
        View view = collection.acquire();
        try {
            for (DiskSegment segment : view.diskSegments()) {
                reclaimable += segment.reclaimableBytes();
                segment.setAside().forEach((path, damage) -> damages.add(setAside(path, damage.getMessage())));
            }
        } finally {
            view.release();
        }
    }

    private static Damage setAside(Path path, String reason) {
        return new Damage(path.toString(), reason, true, "searches are slower until it is rebuilt in the background");
    }

    private void verify(CollectionEngine collection) {
        View view = collection.acquire();
        try {
            view.diskSegments().forEach(segment -> verify(collection, segment));
        } finally {
            view.release();
        }
        if (collection.needsMending()) {
            collection.mend();
        }
    }

    private void verify(CollectionEngine collection, DiskSegment segment) {
        try {
            segment.verify();
        } catch (CorruptDataException damage) {
            damages.add(new Damage(
                    damage.path(),
                    damage.getMessage(),
                    false,
                    "records of collection \"" + collection.name() + "\" may be wrong; close the database and have it"
                            + " repaired, or restore a snapshot"));
        }
    }
}
