import { Client, DatabaseError } from 'pg';
import { APPLICATION, type Cluster } from './cluster.ts';

/**
 * LC_CTYPEs that know the letters of every script, by the names that systems use; nearly every system has
 * one. In `C`, trigrams cover ASCII letters alone, and every search for other letters reads all rows.
 */
export const LETTERS = ['C.UTF-8', 'en_US.UTF-8', 'UTF-8'];

// An arbitrary number that nothing else in the database `postgres` locks.
const LOCK = 7_281_100_525;
const UNFINISHED = 'The search indexes are being rebuilt.';

/**
 * Changes the LC_CTYPE of a cluster that an earlier version created with ASCII letters only, and rebuilds the
 * search indexes. No row is touched. If it is killed midway, the next start continues. While programs of
 * earlier versions use the database, it waits for a start without them. `client` is the superuser's.
 */
export async function learnLetters(cluster: Cluster, client: Client, port: number): Promise<void> {
  if ((await stateOf(client)) === 'KNOWN') return;
  await client.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    // Another process that started at the same moment may have done it meanwhile.
    if ((await stateOf(client)) === 'NARROW' && !(await changeType(cluster, client))) return;
    if ((await stateOf(client)) === 'UNFINISHED') await rebuild(cluster, client, port);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]);
  }
}

async function stateOf(client: Client): Promise<'NARROW' | 'UNFINISHED' | 'KNOWN'> {
  const { rows } = await client.query<{ ctype: string; comment: string | null }>(
    "select datctype as ctype, shobj_description(oid, 'pg_database') as comment from pg_database where datname = $1",
    [APPLICATION],
  );
  if (rows[0]?.ctype === 'C') return 'NARROW';
  return rows[0]?.comment === UNFINISHED ? 'UNFINISHED' : 'KNOWN';
}

/**
 * The collation provider is PostgreSQL's own whatever the LC_CTYPE is, so the LC_CTYPE alone may change:
 * tables and their other indexes do not depend on it. Sessions read it when they begin, hence there must be
 * none: renaming locks everybody out until the end of the transaction.
 */
async function changeType(cluster: Cluster, client: Client): Promise<boolean> {
  const type = await usableType(client);
  if (!type) {
    cluster.log.warn(`This system knows none of ${LETTERS.join(', ')}: searches for other letters are slow`);
    return false;
  }
  try {
    await client.query(`begin;
      alter database ${APPLICATION} rename to ${APPLICATION}_locked;
      alter database ${APPLICATION}_locked rename to ${APPLICATION};
      update pg_database set datctype = '${type}'
      where datctype = 'C' and datlocprovider = 'b' and datname in ('${APPLICATION}', 'postgres', 'template0', 'template1');
      comment on database ${APPLICATION} is '${UNFINISHED}';
      commit`);
    return true;
  } catch (error) {
    await client.query('rollback');
    if (!(error instanceof DatabaseError && error.code === IN_USE)) throw error;
    cluster.log.warn(
      'Other programs use the database: its search indexes learn all letters at a later start',
    );
    return false;
  }
}

const IN_USE = '55006';

async function usableType(client: Client): Promise<string | null> {
  for (const type of LETTERS) {
    try {
      await client.query(
        `begin; create collation probe (provider = libc, lc_collate = 'C', lc_ctype = '${type}'); rollback`,
      );
      return type;
    } catch {
      await client.query('rollback');
    }
  }
  return null;
}

async function rebuild(cluster: Cluster, client: Client, port: number): Promise<void> {
  // A session of its own: that of `client` and all others began before the change.
  const session = new Client({ connectionString: cluster.adminUrl(port, APPLICATION) });
  session.on('error', () => {});
  await session.connect();
  try {
    const { rows } = await session.query<{ name: string }>(
      `select distinct indexrelid::regclass::text as name from pg_index join pg_opclass on pg_opclass.oid = any (indclass)
       where opcname in ('gin_trgm_ops', 'gist_trgm_ops') order by name`,
    );
    cluster.log.info(`Search indexes learn the letters of every script: ${rows.length} are rebuilt, once`);
    for (const [index, { name }] of rows.entries()) {
      await session.query(`reindex index ${name}`);
      cluster.log.info(`Search index ${index + 1} of ${rows.length} is rebuilt: ${name}`);
    }
  } finally {
    await session.end();
  }
  await client.query(`comment on database ${APPLICATION} is null`);
}
