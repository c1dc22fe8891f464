import { report } from '../table/report.ts';
import type { Bench } from './open-bench.ts';

/** What a mail leaves in the database. */
export async function tellBytes({ app }: Bench): Promise<void> {
  const em = app.orm.em.fork();
  for (const table of ['delivery', 'attempt']) {
    const [sizes] = await em.execute<{ rows: number; heap: number; indexes: number }[]>(
      `select (select count(*) from ${table})::int as rows,
         sum(pg_table_size(relid))::float8 as heap, sum(pg_indexes_size(relid))::float8 as indexes
       from pg_partition_tree('${table}') where isleaf`,
    );
    const { rows, heap, indexes } = sizes!;
    report({
      work: `bytes of a row of ${table}, with its indexes`,
      figure: `${(heap / rows).toFixed(0)} + ${(indexes / rows).toFixed(0)} bytes`,
      rounds: [(heap + indexes) / rows],
    });
  }
  const [changed] = await em.execute<{ all: number; inPlace: number }[]>(
    `select sum(n_tup_upd)::float8 as all, sum(n_tup_hot_upd)::float8 as "inPlace"
     from pg_stat_user_tables join pg_inherits on inhrelid = relid where inhparent = 'delivery'::regclass`,
  );
  const share = changed!.inPlace / changed!.all;
  report({
    work: 'results of deliveries that changed no index',
    figure: `${(share * 100).toFixed(1)} %`,
    rounds: [share],
    goal: { atLeast: 0.95 },
  });
}
