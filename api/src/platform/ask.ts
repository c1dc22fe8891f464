import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** Asks a question on the terminal and returns the line that is typed. With `secret`, typing is not shown. */
export async function ask(question: string, { secret = false } = {}): Promise<string> {
  let isSilent = false;
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!isSilent) process.stdout.write(chunk);
      done();
    },
  });
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  try {
    const answer = terminal.question(question);
    isSilent = secret;
    return (await answer).trim();
  } finally {
    terminal.close();
    if (secret) process.stdout.write('\n');
  }
}

/** Returns the first line of piped input. */
export const readPiped = async (): Promise<string> =>
  (await text(process.stdin)).split('\n', 1)[0]!.replace(/\r$/, '');

export const isTerminal = () => process.stdin.isTTY && process.stdout.isTTY;
