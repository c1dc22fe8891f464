import { performance } from 'node:perf_hooks';
import { createImport } from '../src/recipients/import/create-import.ts';
import { RecipientImport } from '../src/recipients/import/recipient-import.entity.ts';
import { claimImport } from '../src/recipients/import/running/claim-import.ts';
import { runImport } from '../src/recipients/import/running/run-import.ts';
import { storeUpload } from '../src/recipients/import/uploads/store-upload.ts';
import { openBench, type Bench } from './send/open-bench.ts';

// Imports a file of so many rows (300,000 unless given), half of the names in Cyrillic, beside plain INSERT … SELECT of the same
// rows into the same table: import.js [rows]
const rows = Number(process.argv[2] ?? 300_000);
const bench = await openBench(0, 1);
const ctx = bench.app.asSystem();

const before = await plainInsert('before');
const imported = await importRows('new rows', 'Москва');
const after = await plainInsert('after');
const updated = await importRows('the same rows, changed', 'Тверь');
const unchanged = await importRows('the same rows again', 'Тверь');
const plain = (before + after) / 2;
console.log(`new: ${ratio(imported)} of plain, updates: ${ratio(updated)}, unchanged: ${ratio(unchanged)}`);
await bench.close();

function ratio(speed: number): string {
  return (speed / plain).toFixed(2);
}

async function owner(name: string): Promise<number> {
  const [row] = await ctx.em.execute<{ id: number }[]>(
    'insert into "user" (email, full_name) values (?, ?) returning id',
    [`${name.replaceAll(' ', '-')}@example.com`, name],
  );
  return row!.id;
}

async function plainInsert(name: string): Promise<number> {
  const ownerId = await owner(name);
  await ctx.em.execute(
    `create unlogged table source as select n, 'person' || n || '@example.com' as email,
       case n % 2 when 0 then 'Иван Петров ' else 'John Carpenter ' end || n as full_name,
       jsonb_build_object('city', 'Москва', 'plan', 'pro') as attributes from generate_series(1, ${rows}) n`,
  );
  const begun = performance.now();
  await ctx.em.execute(
    `insert into recipient (owner_id, email, full_name, attributes) select ?, email, full_name, attributes from source`,
    [ownerId],
  );
  const speed = told(`plain INSERT … SELECT, ${name}`, begun);
  await ctx.em.execute('drop table source');
  return speed;
}

async function importRows(name: string, city: string): Promise<number> {
  const sending = performance.now();
  const file = { fileName: 'people.csv', bytes: csv(city), ownerId: bench.ownerId };
  const upload = await storeUpload(ctx, file);
  told(`  upload of ${Math.round(upload.size / 1e6)} MB`, sending);
  const { id } = await createImport(ctx, { uploadId: String(upload.id), columns: [], onConflict: 'UPDATE' });
  const begun = performance.now();
  const peak = await work(id, bench);
  const speed = told(`import of ${name} (heap at most ${peak} MB)`, begun);
  const { status, rowCount } = await ctx.em.fork().findOneOrFail(RecipientImport, id);
  if (status !== 'COMPLETED' || rowCount !== rows)
    throw new Error(`The import is ${status} with ${rowCount} rows.`);
  return speed;
}

/** Works on the import here; returns the most memory that was used for it, in MB. */
async function work(id: number, { app }: Bench): Promise<number> {
  let peak = 0;
  const look = setInterval(() => {
    const { heapUsed, external } = process.memoryUsage();
    peak = Math.max(peak, heapUsed + external);
  }, 20);
  const claimed = await claimImport(ctx.em.fork(), { leaseSeconds: 20, importId: id });
  await runImport(claimed!, { orm: app.orm, leaseSeconds: 20, signal: new AbortController().signal });
  clearInterval(look);
  return Math.round(peak / 1e6);
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

function told(what: string, begun: number): number {
  const seconds = (performance.now() - begun) / 1000;
  console.log(`${what}: ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows/s`);
  return rows / seconds;
}
