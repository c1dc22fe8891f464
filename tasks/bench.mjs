import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root } from '../api/bin/root.mjs';
import { ensureBuilt } from '../api/bin/toolchain.mjs';
import { findChromium } from './find-chromium.mjs';
import { runTool } from './run-tool.mjs';

// bench.mjs [name …] [-- arguments for them]: every bench in api/bench/ and web/bench/ if none is named.
const args = process.argv.slice(2);
const cut = args.includes('--') ? args.indexOf('--') : args.length;
const known = [...benchesIn('api'), ...benchesIn('web')];
const named = args.slice(0, cut);
const unknown = named.filter((name) => !known.some((bench) => bench.name === name));
if (unknown.length > 0 || known.length === 0) {
  const names = known.map(({ name }) => name).join(' ');
  console.error(`There is no such bench: ${unknown.join(' ')}. There are: ${names}`);
  process.exit(2);
}
const chosen = known.filter(({ name }) => named.length === 0 || named.includes(name));

const table = mkdtempSync(join(tmpdir(), 'postline-bench-table-'));
const rows = join(table, 'rows.jsonl');
const runners = { api: await apiRunner(), web: await webRunner() };
let failed = 0;
for (const { name, part } of chosen) {
  const code = await runners[part](name);
  if (code !== 0) failed = code;
}
printTable();
rmSync(table, { recursive: true });
process.exit(failed);

function benchesIn(part) {
  const folder = join(root, part, 'bench');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.ts')) : [];
  return files.toSorted().map((file) => ({ name: basename(file, '.ts'), part }));
}

async function apiRunner() {
  if (!chosen.some(({ part }) => part === 'api')) return null;
  const options = { folder: 'api', env: { POSTLINE_BENCH: '1' }, quiet: true };
  const built = await runTool(['rolldown', '-c'], options);
  if (built !== 0) process.exit(built);
  // The heap is limited like that of a sender.
  const bounds = JSON.parse(readFileSync(join(root, 'api', 'bin', 'heap-bounds.json'), 'utf8')).worker;
  return (name) => {
    const script = join(root, 'api', 'dist', 'bench', `${name}.js`);
    return runTool(['node', '--enable-source-maps', ...bounds, script, ...args.slice(cut + 1)], {
      env: { BENCH_TABLE: rows },
    });
  };
}

/** They open the built pages in a browser. */
async function webRunner() {
  if (!chosen.some(({ part }) => part === 'web')) return null;
  await ensureBuilt({ web: true });
  const env = { BENCH_TABLE: rows, CHROME_PATH: findChromium() ?? '' };
  return (name) =>
    runTool(['node', join(root, 'web', 'bench', `${name}.ts`), ...args.slice(cut + 1)], { env });
}

/** The value is the median of the rounds, with the smallest and the largest. */
function printTable() {
  if (!existsSync(rows)) return;
  const lines = readFileSync(rows, 'utf8').trim().split('\n');
  const cells = lines.map((line) => JSON.parse(line));
  const head = ['work', 'figure', 'baseline in the same run', 'ratio or value', 'goal', ''];
  for (const row of [[], head, head.map(() => '---'), ...cells]) {
    console.log(row.length > 0 ? `| ${row.join(' | ')} |` : '');
  }
}
