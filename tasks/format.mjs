import { runTool } from './run-tool.mjs';

// Formats the whole checkout, or the given paths.
process.exit(await runTool(['oxfmt', ...process.argv.slice(2)]));
