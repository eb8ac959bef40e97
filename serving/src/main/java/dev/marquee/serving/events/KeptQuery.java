package dev.marquee.serving.events;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A query that is prepared once for each connection of a pool, and not for each call: of one that
 * finds little, that is most of the work. Its statements end with their connections.
 */
final class KeptQuery {
  private final String sql;
  private final Map<Connection, PreparedStatement> statements = new ConcurrentHashMap<>();

  KeptQuery(String sql) {
    this.sql = sql;
  }

  /** The statement of a connection, for as long as that is out of its pool; do not close it. */
  PreparedStatement on(Connection pooled) throws SQLException {
    // A pool closes what was prepared on its own connections when they come back.
    Connection connection = pooled.unwrap(Connection.class);
    PreparedStatement statement = statements.get(connection);
    if (statement == null) {
      forgetClosed();
      statement = connection.prepareStatement(sql);
      statements.put(connection, statement);
    }
    return statement;
  }

  private void forgetClosed() throws SQLException {
    for (Connection connection : statements.keySet()) {
      if (connection.isClosed()) {
        statements.remove(connection);
      }
    }
  }
}
