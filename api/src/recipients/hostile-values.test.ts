import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { hostileText } from '../../test/hostile-text.ts';
import type { User } from '../accounts/user.entity.ts';
import { csvText } from '../http/csv-answer.ts';
import { exportRecipients } from './export/export-recipients.ts';
import { importFile } from './import/import-file.ts';

interface Row {
  email: string;
  fullName?: string;
  comment?: string;
  attributes?: Record<string, unknown>;
}

const UPSERT = `mutation ($input: [UpsertRecipientInput!]!) { upsertRecipients(input: $input) {
  createdCount rejected { index problems { code message } } } }`;
const FIND =
  'query ($emails: [String!]!) { recipientsByEmail(emails: $emails) { email fullName comment attributes } }';

/** A person for each field that can contain the text. */
const rowsOf = (texts: string[]): Row[] =>
  texts.flatMap((text, n) => [
    { email: `name-${n}@example.com`, fullName: text },
    { email: `comment-${n}@example.com`, comment: text },
    { email: `attribute-${n}@example.com`, attributes: { value: text, list: [{ text }] } },
  ]);

const isStorable = (text: string) => !text.includes('\0') && text.isWellFormed();

function mayBeSaved({ fullName, comment, attributes }: Row): boolean {
  if (fullName === undefined) return isStorable(comment ?? (attributes!.value as string));
  const name = fullName.trim();
  return isStorable(name) && name.length <= 200 && !/\p{Cc}/u.test(name);
}

/** Saves the rows; expects that nothing was refused that can be stored. Returns the saved rows. */
async function save(owner: User, rows: Row[]): Promise<Row[]> {
  const { createdCount, rejected } = (await as(owner).ask(UPSERT, { input: rows })).upsertRecipients;
  const refused = new Set<number>(rejected.map(({ index }: { index: number }) => index));
  expect(createdCount + refused.size).toBe(rows.length);
  for (const { problems } of rejected) {
    expect(problems.length).toBeGreaterThan(0);
    for (const { message } of problems) expect(message.length).toBeLessThan(200);
  }
  for (const index of refused)
    expect({ ...rows[index], mayBeSaved: mayBeSaved(rows[index]!) }).toMatchObject({ mayBeSaved: false });
  return rows.filter((_, index) => !refused.has(index));
}

async function find(owner: User, rows: Row[]): Promise<Map<string, Row>> {
  const found: Row[] = (await as(owner).ask(FIND, { emails: rows.map(({ email }) => email) }))
    .recipientsByEmail;
  return new Map(found.map((row) => [row.email, row]));
}

/** Reads an export as a spreadsheet would, without the apostrophes before formulas. */
async function exported(owner: User): Promise<string[][]> {
  const ctx = await as(owner).context();
  let text = '';
  for await (const portion of csvText(ctx, await exportRecipients(ctx, {}), ',')) text += portion;
  return parse(text, { bom: true, from: 2 });
}

const plain = (cell: string) => cell.replace(/^'(?=[=+\-@\t\r\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}])/u, '');

test('every hostile value is saved as it is or refused in words, and an export has it in one cell', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(hostileText, { minLength: 60, maxLength: 60 }), async (texts) => {
      const owner = await build.user();
      const saved = await save(owner, rowsOf(texts));
      const found = await find(owner, saved);
      for (const { email, fullName = '', comment = '', attributes = {} } of saved) {
        expect(found.get(email)).toEqual({ email, fullName: fullName.trim(), comment, attributes });
      }
      const rows = await exported(owner);
      expect(rows.map(([email]) => email).toSorted()).toEqual(saved.map(({ email }) => email).toSorted());
      for (const [email, name, text] of rows) {
        const { fullName, comment } = found.get(email!)!;
        expect([plain(name!), plain(text!)]).toEqual([fullName, comment]);
      }
    }),
    { numRuns: 5, endOnFailure: true },
  );
});

/** A file with NUL is refused as a whole, because it is no text. */
const textInFile = (text: string) => text.replaceAll('\0', '').toWellFormed();

test('what an import takes of hostile values is what stands in its file, one person a row', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(hostileText, { minLength: 60, maxLength: 60 }), async (texts) => {
      const owner = await build.user();
      const ctx = (await testApp()).asSystem();
      const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const lines = texts.map((text, n) => `i${n}-${owner.id}@example.com,${cell(textInFile(text))}`);
      const bytes = (async function* () {
        yield Buffer.from(['email,comment', ...lines].join('\n'));
      })();
      const done = await importFile(ctx, { fileName: 'people.csv', bytes, ownerId: owner.id });
      expect(done.status).toBe('COMPLETED');
      expect(done.createdCount + done.rejectedCount).toBe(texts.length);
      const found = await ctx.em.execute<{ email: string }[]>(
        'select email from recipient where owner_id = ?',
        [owner.id],
      );
      expect(found).toHaveLength(done.createdCount);
      for (const { email } of found) expect(email).toMatch(/^i\d+-\d+@example\.com$/);
    }),
    { numRuns: 5, endOnFailure: true },
  );
});

const nested = (levels: number): unknown => (levels === 0 ? 1 : { x: nested(levels - 1) });

test.each<[string, Partial<Row>]>([
  ['a name of a megabyte', { fullName: 'x'.repeat(1_000_000) }],
  ['a comment of a megabyte', { comment: '\u202e'.repeat(1_000_000) }],
  ['an attribute of a megabyte', { attributes: { x: '\u0301'.repeat(1_000_000) } }],
  ['an attribute in a hundred levels', { attributes: { x: nested(100) } }],
  [
    'twenty thousand attributes',
    { attributes: Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [n, n])) },
  ],
])('%s is refused in words, and a list of people is not hurt', async (_name, row) => {
  const owner = await build.user();
  const rows = [{ email: 'fine@example.com' }, { email: 'bad@example.com', ...row }];
  const { rejected } = (await as(owner).ask(UPSERT, { input: rows })).upsertRecipients;
  expect(rejected).toMatchObject([{ index: 1 }]);
  const { recipients } = await as(owner).ask('{ recipients { nodes { email attributes } } }');
  expect(recipients.nodes).toEqual([{ email: 'fine@example.com', attributes: {} }]);
});
