import { runTool } from './run-tool.mjs';

// Formats the whole checkout, or the paths that are given.
process.exit(await runTool(['oxfmt', ...process.argv.slice(2)]));
