import { Client, DatabaseError, escapeIdentifier, escapeLiteral } from 'pg';
import { APPLICATION, type Cluster } from './cluster.ts';
import { learnLetters } from './letters.ts';
import { MOVE_OVER } from './move-over.ts';

/**
 * Creates the application's role, which is not a superuser, and its database. Objects that earlier versions
 * created as the superuser are given to the role. Any number of processes may do so at once.
 */
export async function prepareDatabase(cluster: Cluster, client: Client, port: number): Promise<void> {
  const role = escapeIdentifier(APPLICATION);
  const password = escapeLiteral(cluster.applicationPassword);
  if (!(await isThere(client, 'select from pg_roles where rolname = $1'))) {
    await unlessThere(client.query(`create role ${role} login password ${password}`));
  }
  if (!(await isThere(client, 'select from pg_database where datname = $1'))) {
    await unlessThere(client.query(`create database ${role} owner ${role}`));
  }
  const owned =
    'select from pg_database where datname = $1 and datdba = (select oid from pg_roles where rolname = $1)';
  if (!(await isThere(client, owned))) {
    await moveOver(cluster.adminUrl(port, APPLICATION));
    // Comes last: if a process dies before this, the next one does everything again.
    await client.query(`alter database ${role} owner to ${role}`);
  }
  await learnLetters(cluster, client, port);
}

const isThere = async (client: Client, sql: string) =>
  (await client.query(sql, [APPLICATION])).rowCount !== 0;

async function moveOver(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(MOVE_OVER);
  } finally {
    await client.end();
  }
}

/**
 * Ignores that another process was first: duplicate_object, duplicate_database, or unique_violation if both
 * did it at once.
 */
async function unlessThere(making: Promise<unknown>): Promise<void> {
  try {
    await making;
  } catch (error) {
    if (!(error instanceof DatabaseError && ['42710', '42P04', '23505'].includes(error.code ?? '')))
      throw error;
  }
}
