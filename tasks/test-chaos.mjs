import { runTool } from './run-tool.mjs';

// test-chaos.mjs [file …] [options]: the crash and chaos suites in full, or only these files; `npm test` runs a
// short form of the same. A test may take long here, and longer on a busy machine.
const args = process.argv.slice(2);
const files = args.some((arg) => !arg.startsWith('-')) ? [] : ['.chaos.test.ts'];
const vitest = ['vitest', 'run', ...files, '--testTimeout=600000', ...args];
process.exit(await runTool(vitest, { folder: 'api', env: { POSTLINE_CHAOS: 'full' } }));
