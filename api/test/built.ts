import { join } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'dist', 'test');
const sources = {
  main: join(root, 'src', 'programs', 'cli.ts'),
  worker: join(root, 'test', 'processes', 'worker.ts'),
  // The programs of threads are beside all others.
  'render-thread': join(root, 'src', 'messages', 'rendering', 'render-thread.ts'),
  'markdown-thread': join(root, 'src', 'blog', 'markdown', 'markdown-thread.ts'),
  'mjml-thread': join(root, 'src', 'messages', 'mjml', 'mjml-thread.ts'),
  'unpack-thread': join(root, 'src', 'recipients', 'import', 'unpacking', 'unpack-thread.ts'),
  'read-thread': join(root, 'src', 'recipients', 'import', 'reading', 'read-thread.ts'),
  'mail-thread': join(root, 'src', 'platform', 'mail-catcher', 'mail-thread.ts'),
  'incoming-thread': join(root, 'src', 'platform', 'incoming', 'incoming-thread.ts'),
  'report-thread': join(root, 'src', 'platform', 'incoming', 'report-thread.ts'),
  'shifted-clock': join(root, 'test', 'processes', 'shifted-clock.ts'),
};
const builds = new Map<string, Promise<string>>();

/** Builds a program from the current sources as one file, to run as a process; once for each. */
export function built(program: keyof typeof sources): Promise<string> {
  const known = builds.get(program);
  if (known) return known;
  const fresh = program.endsWith('-thread') ? build(program) : withThreads(program);
  builds.set(program, fresh);
  return fresh;
}

async function withThreads(program: keyof typeof sources): Promise<string> {
  const threads = [
    'render-thread',
    'markdown-thread',
    'mjml-thread',
    'unpack-thread',
    'read-thread',
    'mail-thread',
    'report-thread',
    'incoming-thread',
  ] as const;
  const [file] = await Promise.all([build(program), ...threads.map(built)]);
  return file;
}

async function build(program: keyof typeof sources): Promise<string> {
  // Test files run in several processes, and each builds for itself.
  const file = join(folder, String(process.pid), `${program}.js`);
  const bundle = await rolldown({
    input: sources[program],
    platform: 'node',
    tsconfig: join(root, 'tsconfig.json'),
    external: (id) => !/^[./\0]/.test(id) && !id.startsWith('@oxc-project/'),
  });
  await bundle.write({ file, format: 'esm', sourcemap: true, codeSplitting: false });
  await bundle.close();
  return file;
}

/** The environment of our processes, without this machine's own settings. */
export const processEnvironment = (given: Record<string, string>): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
  NODE_COMPILE_CACHE: join(folder, 'cache'),
  POSTLINE_ROOT: join(root, '..'),
  POSTLINE_WEB: 'none',
  PORT: '0',
  DATA_DIR: join(folder, `data-${process.pid}`),
  DEMO: '0',
  ...given,
});
