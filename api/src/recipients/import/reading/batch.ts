import { hash } from 'node:crypto';
import type { Person } from './read-person.ts';
import type { Refusal } from './status-words.ts';

/**
 * People in the form for the database: bytes that are sent to it as they are, a JSON array for each column,
 * which it parses several times as fast as an object for each person.
 */
export interface PeopleColumns {
  count: number;
  emails: Uint8Array<ArrayBuffer>;
  fullNames: Uint8Array<ArrayBuffer>;
  comments: Uint8Array<ArrayBuffer>;
  attributes: Uint8Array<ArrayBuffer>;
  refusals: Uint8Array<ArrayBuffer>;
  /** What the database's function address_hash returns, 16 bytes each; zeros where it has to be asked. */
  hashes: Uint8Array<ArrayBuffer>;
  /** The addresses that get no mail, by reason. */
  refused: Partial<Record<Refusal, string[]>>;
}

/** Rows that are saved in one transaction. */
export interface Batch {
  /** Number of rows, including rejected ones. */
  rows: number;
  rejected: number;
  /** People from the first row with each address. */
  people: PeopleColumns;
  /** People from later rows with the same addresses, one person each, and the number of those rows. */
  repeated: PeopleColumns;
  repeatedRows: number;
  /** Remarks on rows, as a JSON array; null if there are none. */
  remarks: string | null;
  remarkCount: number;
  /** Number of bytes read so far. */
  bytesRead: number;
}

const encoder = new TextEncoder();

export function columnsOf(people: Person[]): PeopleColumns {
  const column = (value: (person: Person) => unknown) => encoder.encode(JSON.stringify(people.map(value)));
  const refused: PeopleColumns['refused'] = {};
  for (const { email, refusal } of people) {
    if (refusal) (refused[refusal] ??= []).push(email);
  }
  return {
    count: people.length,
    emails: column(({ email }) => email),
    fullNames: column(({ fullName }) => fullName),
    comments: column(({ comment }) => comment),
    attributes: column(({ attributes }) => attributes),
    refusals: column(({ refusal }) => refusal),
    hashes: hashesOf(people),
    refused,
  };
}

/** The buffers of a batch, which another thread can take over without a copy. */
export const buffersOf = ({ people, repeated }: Batch): ArrayBuffer[] =>
  [people, repeated].flatMap(({ emails, fullNames, comments, attributes, refusals, hashes }) =>
    [emails, fullNames, comments, attributes, refusals, hashes].map(({ buffer }) => buffer),
  );

const HASH_BYTES = 16;
/** Only these have one spelling but for case; `address_hash` takes the same short way for them. */
const PLAIN = /^[\x21\x23-\x7e]+[\x21\x23-\x2d\x2f-\x7e]$/;

/** Hashed here, beside the database, which is what an import waits for. */
function hashesOf(people: Person[]): Uint8Array<ArrayBuffer> {
  const hashes = new Uint8Array(people.length * HASH_BYTES);
  for (const [index, { email }] of people.entries()) {
    const lower = email.toLowerCase();
    if (!PLAIN.test(email) || lower.includes('xn--')) continue;
    hashes.set(hash('sha256', lower, 'buffer').subarray(0, HASH_BYTES), index * HASH_BYTES);
  }
  return hashes;
}
