import pg from 'pg';

/**
 * Settings of PostgreSQL for every connection of a pool, by name, in effect before its first statement. They are
 * statements, not parameters of the connection's start: PgBouncer refuses those, or, told to ignore them, drops them.
 */
export function sessionSettings(settings: Record<string, string>): Pick<pg.PoolConfig, 'onConnect'> {
  const sql = Object.entries(settings).map(([name, value]) => `set ${name} = ${pg.escapeLiteral(value)}`);
  return {
    // The pool waits for it, though its type does not say so.
    onConnect: async (client) => {
      await client.query(sql.join('; '));
    },
  };
}
