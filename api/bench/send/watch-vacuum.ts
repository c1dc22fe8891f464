import { report } from '../table/report.ts';
import type { Bench } from './open-bench.ts';

/** How often it looks, in milliseconds. */
const PACE = 5000;
/** Deliveries are vacuumed when one in twenty is dead; as many may die meanwhile. */
const MOST_DEAD = 0.1;
/** Between two looks of autovacuum, of 15 seconds, a worker leaves up to 100,000: a smaller part says nothing. */
const LEAST_ROWS = 1_000_000;

interface Look {
  /** Old versions of deliveries that are still there, as a share of all rows in their part; null while all are small. */
  dead: number | null;
  /** How often autovacuum has gone over deliveries. */
  vacuums: number;
  /** Bytes of what each write of the ledger changes: the run and the lease. */
  changing: number;
}

/**
 * Watches whether autovacuum keeps up with what sending leaves behind, until `end`. `tell` reports the worst that was
 * seen.
 */
export function watchVacuum({ app }: Bench): { tell(): Promise<void>; end(): void } {
  const looks: Look[] = [];
  const look = async () => {
    const [found] = await app.orm.em.fork().execute<Look[]>(LOOK);
    looks.push(found!);
  };
  const timer = setInterval(() => void look(), PACE);
  return {
    end: () => clearInterval(timer),
    async tell() {
      await look();
      const shares = looks.flatMap(({ dead }) => dead ?? []);
      if (shares.length > 0) tellDead(Math.max(...shares), looks.at(-1)!.vacuums);
      const changing = Math.max(...looks.map((seen) => seen.changing));
      report({
        work: 'runs and leases, which each write changes, at most',
        figure: `${(changing / 1_000_000).toFixed(2)} MB`,
        rounds: [changing],
      });
    },
  };
}

function tellDead(share: number, vacuums: number): void {
  report({
    work: 'dead rows in the worst part of the deliveries, at most',
    figure: `${(share * 100).toFixed(1)} %, ${vacuums} autovacuums`,
    rounds: [share],
    goal: { atMost: MOST_DEAD },
  });
}

const LOOK = `
with part as (
  select stat.* from pg_stat_user_tables stat join pg_inherits on inhrelid = relid where inhparent = 'delivery'::regclass
)
select (select max(n_dead_tup::float8 / (n_live_tup + n_dead_tup)) from part where n_live_tup >= ${LEAST_ROWS}) as dead,
  (select sum(autovacuum_count)::int from part) as vacuums,
  (pg_total_relation_size('mailing_run') + pg_total_relation_size('lease'))::float8 as changing`;
