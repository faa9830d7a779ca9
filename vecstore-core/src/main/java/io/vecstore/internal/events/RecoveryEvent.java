package io.vecstore.internal.events;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** The opening of a database, in Flight Recorder. */
@Name("io.vecstore.Recovery")
@Label("Recovery")
@Category("vecstore")
@StackTrace(false)
public final class RecoveryEvent extends Event {

    @Label("Sequence number")
    public long sequenceNumber;

    @Label("Collections")
    public int collections;

    @Label("Damaged collections")
    public int damaged;
}
