import type { Socket } from 'node:net';
import { ReplyReader } from './reply-reader.ts';
import type { MailCommand } from './smtp-outcome.ts';
import type { Transaction } from './transaction.ts';

/** What is said to a server and answered by one reply. */
export type Command =
  | { verb: MailCommand; line: string; transaction: Transaction }
  | { verb: 'RSET' | 'QUIT'; line: string };

interface DialogueParts {
  socket: Socket;
  /** The server offers PIPELINING (RFC 2920): commands are written together. */
  pipelines: boolean;
  onReply: (command: Command, reply: string) => void;
  /** The server said something to nothing, or something that does not end. */
  onNonsense: (words: string) => void;
}

/** Commands and their replies, each reply with the command that it answers. */
export class SmtpDialogue {
  readonly #parts: DialogueParts;
  readonly #replies = new ReplyReader();
  /** What the coming replies answer, in their order. */
  readonly #awaited: Command[] = [];
  /** What waits for the reply before it, as the server does not pipeline. */
  #unsent: Command[] = [];
  #isClosed = false;

  constructor(parts: DialogueParts) {
    this.#parts = parts;
  }

  /** Says commands, behind some last words of a mail's content. */
  say(commands: Command[], before = ''): void {
    const { socket, pipelines } = this.#parts;
    if (pipelines) {
      this.#awaited.push(...commands);
      socket.write(commands.reduce((text, { line }) => `${text}${line}\r\n`, before));
      return;
    }
    this.#unsent.push(...commands);
    if (before !== '') socket.write(before);
    if (this.#awaited.length === 0) this.#sayNext();
  }

  /** A reply will come to what is said otherwise. */
  await(command: Command): void {
    this.#awaited.push(command);
  }

  /** What was not said yet has no purpose any more. */
  dropUnsent(): void {
    this.#unsent = [];
  }

  /** No reply is told any more. */
  close(): void {
    this.#isClosed = true;
  }

  read(piece: Buffer): void {
    try {
      for (const reply of this.#replies.read(piece)) {
        if (this.#isClosed) return;
        this.#take(reply);
      }
    } catch (error) {
      this.#parts.onNonsense(error instanceof Error ? error.message : String(error));
    }
  }

  #take(reply: string): void {
    const command = this.#awaited.shift();
    if (!command) return this.#parts.onNonsense(reply);
    this.#parts.onReply(command, reply);
    if (!this.#isClosed && this.#awaited.length === 0) this.#sayNext();
  }

  #sayNext(): void {
    const command = this.#unsent.shift();
    if (!command) return;
    this.#awaited.push(command);
    this.#parts.socket.write(`${command.line}\r\n`);
  }
}
