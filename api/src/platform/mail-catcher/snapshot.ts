import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CaughtMail, MailStore, StoredMails } from './mail-store.ts';

/** The first line of the file: everything but the mails' bytes, which follow one after the other. */
interface Head {
  received: number;
  mails: { id: number; receivedAt: string; from: string; to: string[]; size: number }[];
}

/** Returns the mails of the last snapshot, or none if there is no readable file. */
export async function readSnapshot(file: string, log: (line: string) => void): Promise<StoredMails> {
  try {
    return decode(await readFile(file));
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing) log(`The caught mails in ${file} cannot be read: ${String(error)}`);
    return { received: 0, mails: [] };
  }
}

/** Writes the store to the file when it has been unchanged for a second, and on `close`. */
export function keepSnapshot(
  store: MailStore,
  file: string,
  log: (line: string) => void,
): { close(): Promise<void> } {
  let isDirty = false;
  let writing = Promise.resolve();
  const save = () => {
    if (!isDirty) return;
    isDirty = false;
    writing = writing
      .then(() => write(file, encode(store)))
      .catch((error: unknown) => log(`The caught mails cannot be kept in ${file}: ${String(error)}`));
  };
  const rest = setTimeout(save, 1000).unref();
  store.onChange = () => {
    isDirty = true;
    rest.refresh();
  };
  return {
    async close() {
      clearTimeout(rest);
      save();
      await writing;
    },
  };
}

function encode({ received, mails }: StoredMails): Buffer {
  const head: Head = {
    received,
    mails: mails.map(({ raw, receivedAt, ...mail }) => ({
      ...mail,
      receivedAt: receivedAt.toISOString(),
      size: raw.length,
    })),
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...mails.map(({ raw }) => raw)]);
}

function decode(bytes: Buffer): StoredMails {
  const end = bytes.indexOf('\n');
  const head = JSON.parse(bytes.toString('utf8', 0, end)) as Head;
  let at = end + 1;
  const mails: CaughtMail[] = head.mails.map(({ size, receivedAt, ...mail }) => {
    const raw = Buffer.from(bytes.subarray(at, at + size));
    at += size;
    return { ...mail, receivedAt: new Date(receivedAt), raw };
  });
  if (at !== bytes.length) throw new Error('its length is wrong');
  return { received: head.received, mails };
}

/** Atomic, and readable by this user alone. */
async function write(file: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, bytes, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
