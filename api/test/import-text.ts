import type { User } from '../src/accounts/user.entity.ts';
import type { ImportRecipientsInput } from '../src/recipients/import/import.inputs.ts';
import { importFile } from '../src/recipients/import/import-file.ts';
import { reasonOf, remarksOf } from '../src/recipients/import/rejected-rows.ts';
import { build } from './build.ts';
import { as } from './client.ts';
import { testApp } from './database.ts';

type Rules = Partial<Omit<ImportRecipientsInput, 'uploadId'>>;

interface ImportedText {
  /** The counts that are not zero. */
  counts: Record<string, number>;
  status: string;
  error: string | null;
  /** The remarks on rows: line, column, code, and whether the row was rejected. */
  remarks: {
    line: number;
    column: string;
    code: string;
    text: string;
    reason: string;
    isRejected: boolean;
  }[];
  id: number;
}

/** Imports a file for a user in this process, as the command does. */
export async function importText(
  owner: User,
  bytes: string | Buffer | AsyncIterable<Uint8Array>,
  { encoding, delimiter, hasHeader, part, ...rules }: Rules & { part?: string } = {},
): Promise<ImportedText> {
  const ctx = (await testApp()).asSystem();
  const given = typeof bytes === 'string' || Buffer.isBuffer(bytes) ? [Buffer.from(bytes)] : bytes;
  const done = await importFile(ctx, {
    fileName: 'people.csv',
    bytes: (async function* () {
      yield* given;
    })(),
    ownerId: owner.id,
    part: part ?? null,
    reading: { encoding, delimiter, hasHeader },
    rules,
  });
  const remarks: ImportedText['remarks'] = [];
  for await (const remark of remarksOf(ctx.em, done.id)) {
    const { line, columnName: column, code, text, isRejected } = remark;
    remarks.push({ line, column, code, text, isRejected, reason: reasonOf('EN', remark) });
  }
  const names = [
    'row',
    'created',
    'updated',
    'unchanged',
    'skipped',
    'suppressed',
    'repeated',
    'rejected',
  ] as const;
  const all = names.map((name) => [name === 'row' ? 'rows' : name, done[`${name}Count`]] as const);
  const counts = Object.fromEntries(all.filter(([, count]) => count > 0));
  return { counts, status: done.status, error: done.error, remarks, id: done.id };
}

const PEOPLE = `query ($after: String) { recipients(first: 100, after: $after, orderBy: { field: EMAIL, direction: ASC }) {
  nodes { email fullName comment attributes status lists { name } } totalCount } }`;

/** The recipients of a user, by address; at most 100. */
export async function peopleOf(owner: User) {
  return (await as(owner).ask(PEOPLE)).recipients.nodes as {
    email: string;
    fullName: string;
    comment: string;
    attributes: Record<string, string>;
    status: string;
    lists: { name: string }[];
  }[];
}

/** Imports a file for a new user, and returns by address what became of it. */
export async function importedFor(file: string | Buffer, rules: Parameters<typeof importText>[2] = {}) {
  const owner = await build.user();
  const { remarks } = await importText(owner, file, rules);
  const people = await peopleOf(owner);
  return {
    people: Object.fromEntries(people.map(({ email, fullName }) => [email, fullName])),
    rejected: remarks.filter(({ isRejected }) => isRejected).map(({ line, code }) => [line, code]),
    attributes: Object.fromEntries(people.map(({ email, attributes }) => [email, attributes])),
    statuses: Object.fromEntries(people.map(({ email, status }) => [email, status])),
    comments: Object.fromEntries(people.map(({ email, comment }) => [email, comment])),
  };
}

/** The names of all recipients of a user, by address. Fails if two have the same address. */
export async function peopleByAddress(owner: User): Promise<Map<string, string>> {
  const { orm } = await testApp();
  const rows = await orm.em
    .fork()
    .execute<{ email: string; name: string }[]>(
      'select lower(email) as email, full_name as name from recipient where owner_id = ?',
      [owner.id],
    );
  const people = new Map(rows.map(({ email, name }) => [email, name]));
  if (people.size < rows.length) throw new Error('An address is there twice.');
  return people;
}
