import { ImapFlow } from 'imapflow';
import type { Log } from '../log.ts';
import type { ImapMailbox } from './imap-url.ts';

interface ReadOptions {
  log: Log;
  /** Takes one mail, the whole of it or its first half a megabyte. Taking it again must do no harm. */
  receive: (raw: Buffer) => Promise<void>;
  signal: AbortSignal;
}

// Reports bring headers or one mail back behind what they say; more than this says nothing more.
const MOST_BYTES = 512 * 1024;
/** So many mails a time; the rest comes the next time. */
const MOST_MAILS = 500;
const SILENCE = 30_000;
/** The library takes a gigabyte by default. The longest line lists the unread mails: nine bytes for each. */
const LONGEST_LINE = 16 * 1024 * 1024;
/** Marks a mail that could not be taken once. */
const FAILED_ONCE = '$PostlineFailed';

/**
 * Takes the unread mails of a mailbox, the oldest first, and marks each as read once it was taken. A mail that cannot be taken
 * keeps nobody waiting: it is tried once more the next time, and then marked as read and flagged for a person to look at.
 * Rejects if the connection breaks; what was not marked is unread then, and comes again. Returns how many were taken.
 */
export async function readMailbox(mailbox: ImapMailbox, options: ReadOptions): Promise<number> {
  const client = clientOf(mailbox);
  // What is asked at the moment rejects by itself.
  client.on('error', () => {});
  const stop = () => client.close();
  options.signal.addEventListener('abort', stop);
  try {
    await client.connect();
    const lock = await client.getMailboxLock(mailbox.folder);
    try {
      return await takeUnread(client, options);
    } finally {
      lock.release();
    }
  } finally {
    options.signal.removeEventListener('abort', stop);
    await client.logout().catch(() => client.close());
  }
}

function clientOf({
  host,
  port,
  isImplicitTls,
  needsTls,
  verifiesCertificate,
  login,
}: ImapMailbox): ImapFlow {
  return new ImapFlow({
    host,
    port,
    secure: isImplicitTls,
    ...(!isImplicitTls && { doSTARTTLS: needsTls }),
    auth: { user: login.user, pass: login.password },
    tls: { rejectUnauthorized: verifiesCertificate },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: SILENCE,
    greetingTimeout: SILENCE,
    socketTimeout: SILENCE,
    maxLineLength: LONGEST_LINE,
    maxLiteralSize: 2 * MOST_BYTES,
    maxResponseSize: LONGEST_LINE + 2 * MOST_BYTES,
  });
}

async function takeUnread(client: ImapFlow, { log, receive, signal }: ReadOptions): Promise<number> {
  const found = (await client.search({ seen: false }, { uid: true })) || [];
  let taken = 0;
  for (const uid of found.toSorted((one, other) => one - other).slice(0, MOST_MAILS)) {
    signal.throwIfAborted();
    const query = { flags: true, source: { maxLength: MOST_BYTES } };
    const mail = await client.fetchOne(String(uid), query, { uid: true });
    // Somebody else has deleted it meanwhile.
    if (!mail) continue;
    const wasTaken = await take(receive, { raw: mail.source ?? Buffer.alloc(0), log });
    if (wasTaken) taken++;
    const isGivenUp = !wasTaken && mail.flags?.has(FAILED_ONCE);
    const flags = wasTaken ? ['\\Seen'] : isGivenUp ? ['\\Seen', '\\Flagged'] : [FAILED_ONCE];
    await client.messageFlagsAdd(String(uid), flags, { uid: true });
  }
  return taken;
}

async function take(receive: ReadOptions['receive'], { raw, log }: { raw: Buffer; log: Log }) {
  try {
    await receive(raw);
    return true;
  } catch (error) {
    log.error({ err: error }, 'A mail that came back could not be taken.');
    return false;
  }
}
