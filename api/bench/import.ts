import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createImport } from '../src/recipients/import/create-import.ts';
import { RecipientImport } from '../src/recipients/import/recipient-import.entity.ts';
import { claimImport } from '../src/recipients/import/running/claim-import.ts';
import { runImport } from '../src/recipients/import/running/run-import.ts';
import { storeUpload } from '../src/recipients/import/uploads/store-upload.ts';
import { openBench, type Bench } from './send/open-bench.ts';
import { processCpu } from './table/process-cpu.ts';
import { report } from './table/report.ts';

// Imports a file of rows (300,000 by default), half of the names in Cyrillic, beside plain INSERT … SELECT of
// the same rows into the same table: import.js [rows]
const rows = Number(process.argv[2] ?? 300_000);
const bench = await openBench(0, 1);
const ctx = bench.app.asSystem();

const before = await plainInsert('before');
const imported = await importRows('new rows', 'Москва');
const after = await plainInsert('after');
compare('new', imported, { plain: [before, after], goal: 0.75 });
const upserted = await plainUpsert();
const updated = await importRows('the same rows, changed', 'Тверь');
// An upsert keeps nothing of what it replaces; an import does, to be undone.
compare('updates', updated, { plain: [upserted], goal: 0.5 });
await importRows('the same rows again', 'Тверь');
await bench.close();

/** Time depends on the machine's other load; PostgreSQL's work for a row much less. */
function compare(what: string, one: Speed, { plain, goal }: { plain: Speed[]; goal: number }): void {
  const work = `import of ${rows.toLocaleString('en')} rows, ${what}`;
  const rate = plain.reduce((sum, speed) => sum + speed.rate, 0) / plain.length;
  report({
    work,
    figure: `${one.rate.toFixed(0)} rows/s`,
    baseline: `plain statement ${rate.toFixed(0)} rows/s`,
    rounds: [one.rate / rate],
    goal: { atLeast: goal },
  });
  const spent = plain.reduce((sum, speed) => sum + speed.postgres, 0) / plain.length;
  report({
    work: `${work}: work of PostgreSQL`,
    figure: `${one.postgres.toFixed(1)} µs a row`,
    baseline: `plain statement ${spent.toFixed(1)} µs`,
    rounds: [spent / one.postgres],
  });
}

async function owner(name: string): Promise<number> {
  const [row] = await ctx.em.execute<{ id: number }[]>(
    'insert into "user" (email, full_name) values (?, ?) returning id',
    [`${name.replaceAll(' ', '-')}@example.com`, name],
  );
  return row!.id;
}

async function plainInsert(name: string): Promise<Speed> {
  const ownerId = await owner(name);
  await makeSource();
  const speed = await measured(`plain INSERT … SELECT, ${name}`, () =>
    ctx.em.execute(
      `insert into recipient (owner_id, email, full_name, attributes) select ?, email, full_name, attributes from source`,
      [ownerId],
    ),
  );
  await ctx.em.execute('drop table source');
  return speed;
}

/** For an owner who already has the rows. */
async function plainUpsert(): Promise<Speed> {
  await makeSource();
  const speed = await measured('plain INSERT … ON CONFLICT DO UPDATE', () =>
    ctx.em.execute(
      `insert into recipient (owner_id, email, full_name, attributes)
       select (select id from "user" where email = 'before@example.com'), email, full_name,
         attributes || '{"city": "Тверь"}' from source
       on conflict (address_hash, owner_id) do update set full_name = excluded.full_name,
         attributes = excluded.attributes, updated_at = now()`,
    ),
  );
  await ctx.em.execute('drop table source');
  return speed;
}

async function makeSource(): Promise<void> {
  await ctx.em.execute(
    `create unlogged table source as select n, 'person' || n || '@example.com' as email,
       case n % 2 when 0 then 'Иван Петров ' else 'John Carpenter ' end || n as full_name,
       jsonb_build_object('city', 'Москва', 'plan', 'pro') as attributes from generate_series(1, ${rows}) n`,
  );
}

async function importRows(name: string, city: string): Promise<Speed> {
  const file = { fileName: 'people.csv', bytes: csv(city), ownerId: bench.ownerId };
  const upload = await storeUpload(ctx, file);
  const { id } = await createImport(ctx, { uploadId: String(upload.id), columns: [], onConflict: 'UPDATE' });
  const speed = await measured(`import of ${name}`, () => work(id, bench));
  const { status, rowCount } = await ctx.em.fork().findOneOrFail(RecipientImport, id);
  if (status !== 'COMPLETED' || rowCount !== rows)
    throw new Error(`The import is ${status} with ${rowCount} rows.`);
  return speed;
}

/** Works on the import in this process, and prints its peak memory. */
async function work(id: number, { app }: Bench): Promise<void> {
  let peak = 0;
  const look = setInterval(() => {
    const { heapUsed, external } = process.memoryUsage();
    peak = Math.max(peak, heapUsed + external);
  }, 20);
  const claimed = await claimImport(ctx.em.fork(), { leaseSeconds: 20, importId: id });
  await runImport(claimed!, {
    orm: app.orm,
    log: app.log,
    leaseSeconds: 20,
    signal: new AbortController().signal,
  });
  clearInterval(look);
  console.log(`  heap at most ${Math.round(peak / 1e6)} MB`);
}

async function* csv(city: string): AsyncGenerator<Buffer> {
  yield Buffer.from('email,name,city,plan\n');
  for (let from = 1; from <= rows; from += 1000) {
    const lines = Array.from({ length: Math.min(1000, rows - from + 1) }, (_, index) => {
      const n = from + index;
      return `person${n}@example.com,${n % 2 === 0 ? 'Иван Петров' : 'John Carpenter'} ${n},${city},pro\n`;
    });
    yield Buffer.from(lines.join(''));
  }
}

interface Speed {
  /** Rows a second. */
  rate: number;
  /** Processor time for a row, in microseconds. */
  postgres: number;
}

async function measured(what: string, work: () => Promise<unknown>): Promise<Speed> {
  const [begun, own, theirs] = [performance.now(), process.cpuUsage(), cpuOfPostgres()];
  await work();
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(own);
  const [rate, postgres, node] = [rows / seconds, (cpuOfPostgres() - theirs) / rows, (user + system) / rows];
  const spent = `PostgreSQL ${postgres.toFixed(1)} µs a row, Node ${node.toFixed(1)}`;
  console.log(`${what}: ${seconds.toFixed(1)} s, ${Math.round(rate)} rows/s (${spent})`);
  return { rate, postgres };
}

/** Processor time of the bench's PostgreSQL so far, in microseconds; 0 without Linux's /proc. */
function cpuOfPostgres(): number {
  const file = join(bench.dataDir, 'postmaster.pid');
  if (!existsSync('/proc/self/stat')) return 0;
  const postmaster = readFileSync(file, 'utf8').split('\n')[0]!;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .reduce((total, pid) => total + cpuWithin(postmaster, pid), 0);
}

/** For the postmaster, also that of its children that have ended. */
function cpuWithin(postmaster: string, pid: string): number {
  const cpu = processCpu(pid);
  if (pid === postmaster) return (cpu?.own ?? 0) + (cpu?.ofChildren ?? 0);
  return cpu?.parent === postmaster ? cpu.own : 0;
}
