import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandLine } from '../command-line/command-line.ts';
import { DomainError } from '../errors/domain-error.ts';

/**
 * The launcher has already built the client if it was missing or out of date; this counts its files, or
 * builds it again.
 */
export const collectStaticCommand = (commandLine: CommandLine) =>
  commandLine
    .add('collectstatic', 'Builds the web client if it is missing or out of date.')
    .option('-c, --clear', 'remove what was built before')
    .option('--noinput', 'ask no questions')
    .option('--no-input', 'ask no questions')
    .action(
      commandLine.action<{ clear?: boolean }>(async ({ config, notify }, _args, { clear }) => {
        const folder = join(config.root, 'web', 'build', 'client');
        if (clear && existsSync(join(config.root, 'web', 'src'))) await buildAfresh(config.root);
        if (!existsSync(folder)) throw new DomainError('UNAVAILABLE', { key: 'CLI_NOT_BUILT' });
        const files = await readdir(folder, { recursive: true, withFileTypes: true });
        notify('CLI_COLLECTED', { count: files.filter((file) => file.isFile()).length, folder });
      }),
    );

async function buildAfresh(root: string): Promise<void> {
  await rm(join(root, 'web', 'build'), { recursive: true, force: true });
  const build = spawn(process.execPath, [join(root, 'tasks', 'build.mjs'), 'web'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  const [code] = (await once(build, 'close')) as [number | null];
  if (code !== 0) throw new DomainError('UNAVAILABLE', { key: 'CLI_NOT_BUILT' });
}
