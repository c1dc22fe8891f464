import {
  closeSync,
  fstatSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { openAsOwner } from './open-as-owner.ts';

const NAME = 'postline.log';
const ROTATED = /^\d{8}-\d{4}-(\d{2,3})-postline\.log$/;
// Renaming a file takes far less.
const STALE_LOCK = 10_000;

interface LogFileParts {
  folder: string;
  /** Size in bytes at which a file is rotated. */
  most: number;
  /** Number of rotated files to keep. */
  kept: number;
  /** Called once when it cannot be written, until it can again. */
  onError: (error: Error) => void;
}

/**
 * `postline.log` in a folder, for any number of processes at once. Each appends whole lines, and checks
 * before each whether its open file is still the current one, so that whoever follows the file by name sees
 * what all of them write.
 */
export class LogFile {
  readonly #parts: LogFileParts;
  readonly #path: string;
  readonly #lock: string;
  #open: { fd: number; ino: number } | null = null;
  #isBroken = false;

  constructor(parts: LogFileParts) {
    this.#parts = parts;
    this.#path = join(parts.folder, NAME);
    this.#lock = `${this.#path}.lock`;
  }

  write(line: string): void {
    try {
      writeSync(this.#current(Buffer.byteLength(line)), line);
      this.#isBroken = false;
    } catch (error) {
      if (!this.#isBroken) this.#parts.onError(error as Error);
      this.#isBroken = true;
    }
  }

  /** Returns the file for a line of this many bytes. */
  #current(length: number): number {
    const there = statSync(this.#path, { throwIfNoEntry: false });
    if (there && there.size > 0 && there.size + length > this.#parts.most) this.#rotate(length);
    else if (there && there.ino === this.#open?.ino) return this.#open.fd;
    return this.#reopen();
  }

  #reopen(): number {
    if (this.#open) closeSync(this.#open.fd);
    this.#open = null;
    const fd = openAsOwner(this.#path);
    this.#open = { fd, ino: fstatSync(fd).ino };
    return fd;
  }

  /** Only one process rotates at a time; others meanwhile continue with the existing file. */
  #rotate(length: number): void {
    if (!this.#tryLock()) return;
    try {
      const there = statSync(this.#path, { throwIfNoEntry: false });
      if (!there || there.size + length <= this.#parts.most) return;
      renameSync(this.#path, this.#freeName());
      this.#prune();
    } finally {
      rmSync(this.#lock, { force: true });
    }
  }

  #tryLock(): boolean {
    try {
      closeSync(openSync(this.#lock, 'wx', 0o600));
      return true;
    } catch {
      const since = statSync(this.#lock, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
      if (Date.now() - since > STALE_LOCK) rmSync(this.#lock, { force: true });
      return false;
    }
  }

  /** The alphabetical order of names is the order of the files. */
  #freeName(): string {
    const [date = '', time = ''] = new Date().toISOString().split('T');
    const minute = `${date.replaceAll('-', '')}-${time.slice(0, 5).replace(':', '')}`;
    const numbers = this.#rotated()
      .filter((name) => name.startsWith(minute))
      .map((name) => Number(ROTATED.exec(name)![1]));
    const number = Math.max(0, ...numbers) + 1;
    return join(this.#parts.folder, `${minute}-${String(number).padStart(3, '0')}-${NAME}`);
  }

  #rotated(): string[] {
    return readdirSync(this.#parts.folder).filter((name) => ROTATED.test(name));
  }

  #prune(): void {
    const { folder, kept } = this.#parts;
    for (const name of this.#rotated().toSorted().slice(0, -kept))
      rmSync(join(folder, name), { force: true });
  }
}
