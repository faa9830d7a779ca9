package io.vecstore.bench.commit;

import io.vecstore.bench.rows.SampleRow;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * SQLite with a write-ahead log and {@code synchronous = FULL}: the vector as a blob, the fields as JSON, a transaction
 * for each row. Either all threads share one connection, or as many connections as threads wait for each other in SQLite.
 */
final class SqliteCommits implements CommitStore {

    private static final int BUSY_TIMEOUT_MILLIS = 60_000;

    private final List<Connection> connections = new ArrayList<>();
    private final BlockingQueue<PreparedStatement> idle;

    SqliteCommits(Path folder, int connectionCount) throws SQLException {
        this.idle = new ArrayBlockingQueue<>(connectionCount);
        for (int i = 0; i < connectionCount; i++) {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("rows.sqlite"));
            connections.add(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = FULL");
                statement.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MILLIS);
                statement.execute("CREATE TABLE IF NOT EXISTS rows"
                        + " (id TEXT PRIMARY KEY, vector BLOB, text TEXT, metadata TEXT) WITHOUT ROWID");
            }
            idle.add(connection.prepareStatement("INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?)"));
        }
    }

    @Override
    public void commit(SampleRow row) throws SQLException, InterruptedException {
        PreparedStatement insert = idle.take();
        try {
            insert.setString(1, row.id());
            insert.setBytes(2, row.vectorBytes());
            insert.setString(3, row.text());
            insert.setString(4, row.fields().toMetadata().toJson());
            insert.executeUpdate();
        } finally {
            idle.add(insert);
        }
    }

    @Override
    public long count() throws SQLException {
        try (Statement statement = connections.getFirst().createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM rows")) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
