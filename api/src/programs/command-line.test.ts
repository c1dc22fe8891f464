import { Command } from 'commander';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openApp } from './app.ts';
import { CommandLine, type ExitCode } from '../command-line/command-line.ts';
import { ConfigError } from '../config.ts';
import {
  conflict,
  fault,
  forbidden,
  invalid,
  notFound,
  unauthenticated,
  unavailable,
} from '../errors/domain-error.ts';

/** Runs a command with this action; returns its exit code and output. */
async function running(args: string[], act: Parameters<CommandLine['action']>[0] = async () => {}) {
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    const spy = vi.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += String(text);
      return true;
    });
    onTestFinished(() => void spy.mockRestore());
  }
  // Ignores the environment of this machine and of the test runner.
  for (const key of ['BASE_URL', 'LANG', 'POSTLINE_LANG', 'NODE_ENV']) vi.stubEnv(key, '');
  onTestFinished(() => void vi.unstubAllEnvs());
  const commandLine = new CommandLine(new Command('postline'), openApp);
  commandLine.add('act [thing]', 'Does it.').option('--how <way>', 'how').action(commandLine.action(act));
  const code = await commandLine.run(args);
  vi.restoreAllMocks();
  return { code, ...written };
}

const failing = async (error: unknown) =>
  running(['act'], async () => {
    throw error;
  });

test.each<[string, unknown, ExitCode]>([
  ['nobody is logged in', unauthenticated(), 4],
  ['not allowed', forbidden(), 4],
  ['not found', notFound(), 3],
  ['wrong input', invalid([fault('REQUIRED')]), 2],
  ['a conflict', conflict('RUN_UNFINISHED'), 2],
  ['away for now', unavailable('CLI_NO_DATABASE', { detail: 'gone' }), 75],
  ['wrong configuration', new ConfigError('PORT must be a whole number.'), 2],
  ['a bug', new Error('Oops'), 1],
])('%s', async (_name, error, code) => {
  const answer = await failing(error);
  expect(answer).toMatchObject({ code, stdout: '' });
  expect(answer.stderr).not.toBe('');
});

test('a refusal is told without a stack, a bug with one', async () => {
  expect((await failing(invalid([fault('OUT_OF_RANGE', ['x'], { least: 1, most: 2 })]))).stderr).toBe(
    'This cannot be done yet.\n  Between 1 and 2.\n',
  );
  expect((await failing(new ConfigError('PORT must be a whole number.'))).stderr).toBe(
    'The configuration is invalid:\nPORT must be a whole number.\n',
  );
  expect((await failing(new Error('Oops'))).stderr).toMatch(/^Error: Oops\n +at /);
});

test('a command gets its arguments, options and verbosity, and gives its exit code', async () => {
  const { code, stdout } = await running(
    ['act', 'it', '--how', 'well', '-v', '2'],
    async (context, args, options) => {
      context.notify('CLI_SENT', { email: [...args, JSON.stringify(options), context.verbosity].join(' ') });
      return 75;
    },
  );
  expect({ code, stdout }).toEqual({ code: 75, stdout: '  ✓ Sent: it {"how":"well"} 2\n' });
  expect((await running(['act'])).code).toBe(0);
});

test('at -v 0 nothing is said, but refusals are', async () => {
  const { stdout, stderr } = await running(['act', '--verbosity=0'], async ({ notify }) => {
    notify('CLI_WORKING');
    throw notFound();
  });
  expect({ stdout, stderr }).toEqual({
    stdout: '',
    stderr: 'It does not exist, or you do not have access to it.\n',
  });
});

test.each([
  [['act', '-v', '4'], 2],
  [['act', '-v', 'x'], 2],
  [['act', 'a', 'b'], 2],
  [['act', '--wrong'], 2],
  [['nothing'], 2],
  [['act', '--help'], 0],
  [['--help'], 0],
])('%j ends with %i', async (args, code) => {
  expect((await running(args)).code).toBe(code);
});
