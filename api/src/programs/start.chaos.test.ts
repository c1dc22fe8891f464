import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { rounds } from '../../test/chaos.ts';
import { createDatabase } from '../../test/database.ts';
import { startPostline } from '../../test/run-postline.ts';
import { startSink } from '../../test/smtp-sink.ts';

const MINUTES = 60_000;

test(
  'two servers and two workers that start together on an empty database all come up, and end when asked',
  { timeout: 15 * MINUTES },
  async () => {
    const sink = await startSink();
    onTestFinished(() => sink.close());
    for (let round = 0; round < rounds({ short: 1, full: 20 }); round++) {
      const url = await createDatabase();
      const env = { DATABASE_URL: url, SMTP_URL: sink.url, LOG_DIR: '/nonexistent', LOG_LEVEL: 'silent' };
      const commands = ['runserver', 'runserver', 'worker', 'worker'];
      const processes = await Promise.all(commands.map((command) => startPostline([command], env)));
      await Promise.all(
        processes.map((one, index) =>
          one.says(commands[index] === 'worker' ? 'worker is ready' : 'Postline is ready'),
        ),
      );
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query<Record<string, number>>(
        `select (select count(*) from installation)::int as installations, (select count(*) from sending_limit)::int as limits,
         (select count(*) from "group")::int as groups, (select count(*) from "interval")::int as intervals,
         (select count(*) from worker)::int as workers`,
      );
      expect(rows[0]).toEqual({ installations: 1, limits: 1, groups: 2, intervals: 4, workers: 2 });
      for (const { child } of processes) child.kill('SIGTERM');
      const ends = await Promise.all(processes.map(({ finished }) => finished));
      expect(ends.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
      const { rows: left } = await client.query('select from worker');
      expect(left).toHaveLength(0);
      await client.end();
    }
  },
);
