import { DatabaseError, escapeIdentifier, type Client } from 'pg';

/** Creates a database when there is none of that name. */
export async function createDatabase(client: Client, name: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (rowCount !== 0) return;
  try {
    await client.query(`create database ${escapeIdentifier(name)}`);
  } catch (error) {
    if (!isThereAlready(error)) throw error;
  }
}

/** Another process was first: duplicate_database, or unique_violation where both were at it. */
function isThereAlready(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === '42P04' || error.code === '23505');
}
