import { createInterface } from 'node:readline/promises';
import { inspect } from 'node:util';
import type { Context } from 'node:vm';
import type { CommandLine } from '../../command-line/command-line.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { textOf } from '../../language/text.ts';
import { isTerminal } from '../../platform/ask.ts';
import { roomWith, runCode } from './run-code.ts';
import { shellWords } from './shell-words.ts';

export const shellCommand = (commandLine: CommandLine) =>
  commandLine
    .add('shell', 'Opens a prompt, or runs code, with the database, its entities and the use cases.')
    .option('-c, --command <code>', 'run this code instead')
    .action(
      commandLine.withApp<{ command?: string }>(async (app, { print, notify, locale }, { options }) => {
        // Promises that were started and not awaited.
        const begun: unknown[] = [];
        const words = shellWords(app, print);
        const write = words.print as (...values: unknown[]) => Promise<void>;
        const room = roomWith({
          ...words,
          print: (...values: unknown[]) => begun.push(write(...values)) && undefined,
        });
        if (options.command !== undefined) await runCode(room, options.command);
        else {
          if (isTerminal()) notify('CLI_SHELL');
          await converse(
            room,
            async () => {
              await Promise.all(begun.splice(0));
            },
            (error) => print(told(error, (refusal) => textOf(locale, refusal.text.key, refusal.text.params))),
          );
        }
        await Promise.all(begun);
      }),
    );

const told = (error: unknown, inWords: (refusal: DomainError) => string) =>
  error instanceof DomainError
    ? inWords(error)
    : error instanceof Error
      ? `${error.name}: ${error.message}`
      : String(error);

/** Reads lines, runs each and prints its value, until the end of the input or `exit()`. */
async function converse(
  room: Context,
  settle: () => Promise<void>,
  notifyFailure: (error: unknown) => void,
): Promise<void> {
  const isAsked = isTerminal();
  const lines = createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt: '>>> ',
    terminal: isAsked,
  });
  let isOver = false;
  const leave = () => void (isOver = true);
  Object.assign(room, { exit: leave, quit: leave });
  if (isAsked) lines.prompt();
  for await (const line of lines) {
    try {
      const value = await runCode(room, line);
      await settle();
      if (value !== undefined) process.stdout.write(`${inspect(value, { depth: 2 })}\n`);
    } catch (error) {
      notifyFailure(error);
    }
    if (isOver) break;
    if (isAsked) lines.prompt();
  }
  lines.close();
}
