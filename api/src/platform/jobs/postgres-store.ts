import { getCreateIndexesSQL, getCreateTableSQL, PostgresBackend } from '@agendajs/postgres-backend';
import type pg from 'pg';
import { openLastingPool } from '../lasting-pool.ts';
import type { Log } from '../log.ts';
import type { JobStore } from './job-store.ts';

const TABLE = 'agenda_jobs';
// An arbitrary number that nothing else in this database locks.
const LOCK = 7_281_100_522;

/** Opens Agenda's jobs in a PostgreSQL database. Two processes may do so at once. */
export async function openPostgresStore(url: string, log: Log): Promise<JobStore> {
  const pool = openLastingPool(url, { max: 3, application_name: 'postline jobs' }, log);
  try {
    await createTable(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    // Notifications are off: losing their connection would end the process.
    backend: new PostgresBackend({ pool, tableName: TABLE, ensureSchema: false, disableNotifications: true }),

    // A new id: a handler that is still running saves its end under the old one, and cannot overwrite the new
    // time.
    async put(name, key, at) {
      await pool.query(
        `insert into ${TABLE} (name, next_run_at, data)
         values ($1, $2, jsonb_build_object('key', $3::text, 'due', $4::text))
         on conflict (name, (data ->> 'key')) where type = 'normal' do update set id = gen_random_uuid(),
           next_run_at = excluded.next_run_at, data = excluded.data, locked_at = null, last_run_at = null,
           last_finished_at = null, failed_at = null, fail_count = null, disabled = false`,
        [name, at, key, at.toISOString()],
      );
    },

    async drop(name, key) {
      await pool.query(`delete from ${TABLE} where name = $1 and data ->> 'key' = $2 and type = 'normal'`, [
        name,
        key,
      ]);
    },

    async next(name) {
      const sql = `select min(next_run_at) as next from ${TABLE} where name = $1 and not disabled`;
      const { rows } = await pool.query<{ next: Date | null }>(sql, [name]);
      return rows[0]?.next ?? null;
    },

    async ping() {
      await pool.query(`select from ${TABLE} limit 1`);
    },

    close: () => pool.end(),
  };
}

async function createTable(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const { rows } = await client.query<{ there: boolean }>(`select to_regclass($1) is not null as there`, [
      TABLE,
    ]);
    if (!rows[0]!.there) {
      for (const sql of [getCreateTableSQL(TABLE), ...getCreateIndexesSQL(TABLE)]) await client.query(sql);
      await client.query(
        `create unique index ${TABLE}_key on ${TABLE} (name, (data ->> 'key')) where type = 'normal'`,
      );
    }
    await client.query('commit');
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}
