import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root } from '../api/bin/root.mjs';
import { runTool } from './run-tool.mjs';

// bench.mjs [name …] [-- arguments for them]: every bench in api/bench/ if none is named.
const args = process.argv.slice(2);
const cut = args.includes('--') ? args.indexOf('--') : args.length;
const folder = join(root, 'api', 'bench');
const known = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => basename(file, '.ts'))
      .toSorted()
  : [];
const names = cut > 0 ? args.slice(0, cut) : known;

const unknown = names.filter((name) => !known.includes(name));
if (unknown.length > 0 || names.length === 0) {
  console.error(`There is no such bench: ${unknown.join(' ')}. There are: ${known.join(' ')}`);
  process.exit(2);
}

const built = await runTool(['rolldown', '-c'], {
  folder: 'api',
  env: { POSTLINE_BENCH: '1' },
  quiet: true,
});
if (built !== 0) process.exit(built);

const table = mkdtempSync(join(tmpdir(), 'postline-bench-table-'));
const rows = join(table, 'rows.jsonl');
let failed = 0;
for (const name of names) {
  const script = join(root, 'api', 'dist', 'bench', `${name}.js`);
  // The heap is limited like that of the real programs.
  const bounds = ['--max-semi-space-size=16', '--max-old-space-size=256'];
  const code = await runTool(['node', '--enable-source-maps', ...bounds, script, ...args.slice(cut + 1)], {
    env: { BENCH_TABLE: rows },
  });
  if (code !== 0) failed = code;
}
printTable();
rmSync(table, { recursive: true });
process.exit(failed);

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
