import type { Socket } from 'node:net';
import { ReplyReader } from './reply-reader.ts';
import type { MailCommand } from './smtp-outcome.ts';
import type { Transaction } from './transaction.ts';

/** A command or content that is answered by one reply. */
export type Command =
  | { verb: MailCommand; line: string; transaction: Transaction }
  | { verb: 'RSET' | 'QUIT'; line: string };

interface DialogueParts {
  socket: Socket;
  /** Whether the server offers PIPELINING (RFC 2920): commands are then written together. */
  pipelines: boolean;
  onReply: (command: Command, reply: string) => void;
  /** Called when the server says something that no command asked for, or that does not end. */
  onNonsense: (words: string) => void;
}

/** Sends commands, and matches each reply with its command. */
export class SmtpDialogue {
  readonly #parts: DialogueParts;
  readonly #replies = new ReplyReader();
  /** The commands that are to be answered, in order. */
  readonly #awaited: Command[] = [];
  /** Commands that wait for the previous reply, if the server does not pipeline. */
  #unsent: Command[] = [];
  #isClosed = false;

  constructor(parts: DialogueParts) {
    this.#parts = parts;
  }

  /** Sends commands, after the last bytes of a mail's content. */
  notify(commands: Command[], before = ''): void {
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

  /** Expects a reply to something that was sent otherwise. */
  await(command: Command): void {
    this.#awaited.push(command);
  }

  /** Drops commands that were not sent yet. */
  dropUnsent(): void {
    this.#unsent = [];
  }

  /** Stops reporting replies. */
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
