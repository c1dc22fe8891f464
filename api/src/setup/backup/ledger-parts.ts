import type pg from 'pg';

// The schema may be older than the parts, because a backup is restored into the schema that it had.

/** The parts of deliveries and attempts in a database, and those that its runs need. */
export async function partsIn(client: pg.Client): Promise<number[]> {
  if (!(await hasParts(client))) return [];
  const { rows } = await client.query<{ part: number }>(
    'select id / 10000 as part from mailing_run union select low / 10000 from parts_of_ledger() where low > 0 order by 1',
  );
  return rows.map(({ part }) => part);
}

/** Makes those of the parts that are missing. */
export async function makeParts(client: pg.Client, parts: number[]): Promise<void> {
  for (const part of parts)
    await client.query(
      'select make_part(part), attach_part(part) from (values ($1::int)) given (part) where not has_part(part * 10000)',
      [part],
    );
}

/** Gives the indexes of parts the names that they have elsewhere, after they were made again with the whole. */
export async function nameIndexes(client: pg.Client): Promise<void> {
  if (await hasParts(client)) await client.query('select name_part_indexes(part) from parts_of_ledger()');
}

async function hasParts(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ has: boolean }>(
    "select to_regproc('parts_of_ledger') is not null as has",
  );
  return rows[0]!.has;
}
