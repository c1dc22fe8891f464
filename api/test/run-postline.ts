import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { built, processEnvironment } from './built.ts';

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Postline {
  child: ChildProcess;
  finished: Promise<Finished>;
  /** Resolves when a line of its output contains a text; rejects if the process ends before. */
  says(text: string): Promise<void>;
}

/** Starts `postline` with these arguments as a process of its own; killed when the test ends. */
export async function startPostline(
  args: string[],
  env: Record<string, string>,
  input?: string,
): Promise<Postline> {
  const child = spawn(process.execPath, ['--enable-source-maps', await built('main'), ...args], {
    env: processEnvironment(env),
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stdin?.end(input);
  let said = '';
  child.stdout!.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  const finished = Promise.all([once(child, 'close'), text(child.stderr!)]).then(([[code], stderr]) => ({
    code: code as number | null,
    stdout: said,
    stderr,
  }));
  return {
    child,
    finished,
    async says(wanted) {
      while (!said.includes(wanted)) {
        const isOver = await Promise.race([
          once(child.stdout!, 'data').then(() => false),
          finished.then(() => true),
        ]);
        if (isOver && !said.includes(wanted))
          throw new Error(`It never said "${wanted}": ${(await finished).stderr}`);
      }
    },
  };
}

/** The same, until its end. */
export const runPostline = async (
  args: string[],
  env: Record<string, string>,
  input?: string,
): Promise<Finished> => (await startPostline(args, env, input)).finished;
