/** A bounce in plain words, as far as it could be read. */
interface TextBounce {
  /** The server's reply, or a substitute made from the words. */
  diagnostic: string;
  code: string | null;
  /** The words that were read. */
  fields: string;
  /** The headers of the mail, if they follow the words. */
  returned: string;
}

/**
 * How programs begin a report that a mail failed permanently, in lower case. Nothing else is read, because
 * people and their automatic replies quote SMTP replies and codes too.
 */
const BEGINNINGS = [
  // qmail and others with its format (QSBMF).
  'this is the qmail-send program at',
  'this is the mail delivery program at',
  // Exim.
  'a message that you sent could not be delivered to one or more of its recipients',
  'a message that you sent could not be delivered to all of its recipients',
  // Exchange before 2007.
  'did not reach the following recipient(s)',
  // sendmail.
  'the following addresses had permanent fatal errors',
  'the following addresses had permanent delivery errors',
  // Older versions of Yahoo, Gmail and Domino.
  'unable to deliver message to the following address(es)',
  'delivery to the following recipient failed permanently',
  'delivery to the following recipients failed permanently',
  'was not delivered to:',
  // hMailServer and newer versions of Exchange, MDaemon, CommuniGate Pro.
  'the following recipient(s) could not be reached',
  'the attached message had permanent fatal delivery errors',
  "failed to deliver to '",
];

/** What precedes the copy of the mail, at the start of a line, in lower case. */
const COPIES = [
  '--- below this line is a copy',
  '--- enclosed are the original headers',
  '------ this is a copy of the message',
  '----- original message -----',
  '--- original message follows',
  '----- message header follows',
];

/** Words that, without a code, mean a timeout and not a missing mailbox. */
const TRANSIENT = ['retry timeout exceeded', 'in the queue too long', 'timed out', 'connection refused'];

/**
 * Reads the words of a mail from a mail server. Returns null if they are not a bounce. Linear in the text.
 */
export function readTextBounce(text: string): TextBounce | null {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const copyAt = lines.findIndex((line) => COPIES.some((mark) => line.toLowerCase().startsWith(mark)));
  const words = copyAt < 0 ? lines : lines.slice(0, copyAt);
  const plain = words.map((line) => line.replace(/\s+/g, ' ').trim());
  const whole = plain.join(' ').replace(/ +/g, ' ').toLowerCase();
  if (!BEGINNINGS.some((beginning) => whole.includes(beginning))) return null;
  const diagnostic = replyIn(plain) ?? reasonIn(plain);
  const returned = copyAt < 0 ? [] : headersIn(lines.slice(copyAt + 1));
  return { ...diagnostic, fields: words.join('\n').trim(), returned: returned.join('\n') };
}

type Diagnosis = Pick<TextBounce, 'diagnostic' | 'code'>;

/** Returns the SMTP reply that the words quote, with the lines that belong to it. */
function replyIn(lines: string[]): Diagnosis | null {
  for (const [at, line] of lines.entries()) {
    const found = /(?:^|[\s:<(])([45]\d\d[ -](?! ).*)$/.exec(line)?.[1];
    if (!found) continue;
    const end = lines.indexOf('', at);
    const rest = lines.slice(at + 1, end < 0 ? undefined : end).map((next) => next.replace(/^<<< /, ''));
    return { diagnostic: [found, ...rest].join('\n'), code: enhancedIn(found) };
  }
  return null;
}

/** Returns the program's own words; qmail puts its code at their end: `(#5.1.1)`. */
function reasonIn(lines: string[]): Diagnosis {
  const words = lines.join(' ').replace(/ +/g, ' ').trim();
  const code = /\(#([45]\.\d{1,3}\.\d{1,3})\)/.exec(words)?.[1] ?? null;
  const isTransient = code?.startsWith('4') || TRANSIENT.some((part) => words.toLowerCase().includes(part));
  return { diagnostic: `${isTransient ? 450 : 550} ${code ?? ''} ${words}`.replace(/ +/g, ' '), code };
}

const enhancedIn = (reply: string) => /^\d{3}[ -]#?([45]\.\d{1,3}\.\d{1,3})(?!\S)/.exec(reply)?.[1] ?? null;

function headersIn(lines: string[]): string[] {
  const start = lines.findIndex((line) => /^[\w-]+:/.test(line));
  if (start < 0) return [];
  const end = lines.indexOf('', start);
  return lines.slice(start, end < 0 ? undefined : end);
}
