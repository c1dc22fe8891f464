import { readdirSync } from 'node:fs';
import { basename } from 'node:path';

// Programs look for those of their threads beside themselves.
const RENDER_THREAD = 'src/messages/rendering/render-thread.ts';
const MAIL_THREAD = 'src/platform/mail-catcher/mail-thread.ts';
const REPORT_THREAD = 'src/platform/incoming/report-thread.ts';
const INCOMING_THREAD = 'src/platform/incoming/incoming-thread.ts';
const MARKDOWN_THREAD = 'src/blog/markdown/markdown-thread.ts';
const MJML_THREAD = 'src/messages/mjml/mjml-thread.ts';
const READ_THREAD = 'src/recipients/import/reading/read-thread.ts';
const UNPACK_THREAD = 'src/recipients/import/unpacking/unpack-thread.ts';

/**
 * Every program is one file of its own: a build never removes a chunk that a running server needs, and no
 * stale chunks pile up in dist/.
 */
export default [
  program('main', 'src/programs/cli.ts'),
  program('worker', 'src/programs/worker-cli.ts'),
  program('render-thread', RENDER_THREAD),
  program('mail-thread', MAIL_THREAD),
  program('report-thread', REPORT_THREAD),
  program('incoming-thread', INCOMING_THREAD),
  program('markdown-thread', MARKDOWN_THREAD),
  program('mjml-thread', MJML_THREAD),
  program('unpack-thread', UNPACK_THREAD),
  program('read-thread', READ_THREAD),
  program('print-schema', 'src/programs/print-schema.ts'),
  ...listBenches().map((file) => program(`bench/${basename(file, '.ts')}`, `bench/${file}`)),
  ...(process.env.POSTLINE_BENCH
    ? [program('bench/render-thread', RENDER_THREAD), program('bench/read-thread', READ_THREAD)]
    : []),
];

function program(name, input) {
  return {
    input,
    platform: 'node',
    tsconfig: './tsconfig.json',
    // Packages come from node_modules, the web client's handler from web/build. @oxc-project's helpers are
    // not installed: they exist only for the bundler to inline.
    external: (id) => !isOurs(id) || id.endsWith('web/build/handler.js'),
    output: { file: `dist/${name}.js`, format: 'esm', sourcemap: true, codeSplitting: false },
  };
}

function isOurs(id) {
  return /^[./\0]/.test(id) || /^[A-Z]:\\/i.test(id) || id.startsWith('@oxc-project/');
}

/** Only `npm run bench` builds these. */
function listBenches() {
  if (!process.env.POSTLINE_BENCH) return [];
  return readdirSync('bench').filter((file) => file.endsWith('.ts'));
}
