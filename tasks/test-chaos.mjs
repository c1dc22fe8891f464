import { runTool } from './run-tool.mjs';

// The crash and chaos suites in full; `npm test` runs a short form of the same files.
// A test may take long here, and longer on a busy machine.
const vitest = ['vitest', 'run', '.chaos.test.ts', '--testTimeout=600000', ...process.argv.slice(2)];
process.exit(await runTool(vitest, { folder: 'api', env: { POSTLINE_CHAOS: 'full' } }));
