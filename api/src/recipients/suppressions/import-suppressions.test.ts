import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { runPostline } from '../../../test/run-postline.ts';
import type { User } from '../../accounts/user.entity.ts';
import { csvText } from '../../http/csv-answer.ts';
import type { Remark } from '../import/reading/read-person.ts';
import { Upload } from '../import/uploads/upload.entity.ts';
import { exportSuppressions } from './export-suppressions.ts';
import { importSuppressions, type SuppressionFile } from './import-suppressions.ts';
import { copyContext } from '../../context/context.ts';

async function imported(owner: User, text: string | Buffer, more: Partial<SuppressionFile> = {}) {
  const remarks: Remark[] = [];
  const counts = await importSuppressions((await testApp()).asSystem(), {
    fileName: 'no.csv',
    bytes: (async function* () {
      yield Buffer.from(text);
    })(),
    ownerId: owner.id,
    part: null,
    reading: {},
    reason: 'UNSUBSCRIBED',
    emailColumn: undefined,
    onRemark: (remark) => remarks.push(remark),
    ...more,
  });
  return { ...counts, told: remarks.map(({ line, code }) => [line, code]) };
}

async function reasonsOf(owner: User): Promise<Record<string, string>> {
  const { suppressions } = await as(owner).ask(
    '{ suppressions(first: 100) { nodes { email reason source liftedAt } } }',
  );
  const inForce = suppressions.nodes.filter((node: { liftedAt: unknown }) => node.liftedAt === null);
  return Object.fromEntries(
    inForce.map((node: Record<string, string>) => [node.email, `${node.reason} ${node.source}`]),
  );
}

test('addresses with reasons in words, in the encoding that they come in; what is not known is a no', async () => {
  const owner = await build.user();
  await build.recipient({ owner, email: 'anna@example.com' });
  const lines = [
    'Почта;Имя;Причина;Дата',
    'anna@example.com;Анна;жалоба;01.02.2026',
    'b@example.com;Борис;Отписался;',
    'c@example.com;Вера;;',
    'd@example.com;Глеб;потому что;',
    'e@example.com;Дина;подписана;',
    'f@example.com;Ева;bounced;',
    'B@EXAMPLE.com;Борис;;',
    'nobody;;;',
  ];
  expect(await imported(owner, iconv.encode(lines.join('\r\n'), 'win1251'))).toEqual({
    rows: 8,
    added: 5,
    known: 1,
    wanted: 1,
    rejected: 1,
    told: [[9, 'EMAIL_NO_AT']],
  });
  expect(await reasonsOf(owner)).toEqual({
    'anna@example.com': 'COMPLAINED IMPORT',
    'b@example.com': 'UNSUBSCRIBED IMPORT',
    'c@example.com': 'UNSUBSCRIBED IMPORT',
    'd@example.com': 'UNSUBSCRIBED IMPORT',
    'f@example.com': 'BOUNCED IMPORT',
  });
  const { recipients } = await as(owner).ask('{ recipients { nodes { email status } } }');
  expect(recipients.nodes).toEqual([{ email: 'anna@example.com', status: 'COMPLAINED' }]);
  expect(await imported(owner, 'b@example.com\nc@example.com\n')).toMatchObject({ added: 0, known: 2 });
});

test('a reason, and a column, that the file does not tell', async () => {
  const owner = await build.user();
  const text = 'old,new,note\na@example.com,x@example.com,\uFFFD\nb@example.com,,\n';
  const given = { reason: 'BOUNCED', emailColumn: ' OLD ' } as const;
  expect(await imported(owner, text, given)).toMatchObject({ rows: 2, added: 2 });
  expect(await reasonsOf(owner)).toEqual({
    'a@example.com': 'BOUNCED IMPORT',
    'b@example.com': 'BOUNCED IMPORT',
  });
});

test.each(['EN', 'RU'] as const)(
  'what was exported in %s comes back, but for what was lifted',
  async (locale) => {
    const [owner, other] = [await build.user({ locale }), await build.user()];
    await imported(owner, 'email,reason\na@example.com,complaint\nb@example.com,bounce\nc@example.com,\n');
    const { suppressions } = await as(owner).ask(
      '{ suppressions(filter: { email: "c@example.com" }) { nodes { id } } }',
    );
    await as(owner).ask('mutation ($id: ID!) { liftSuppression(id: $id, reason: "Asked for it") { id } }', {
      id: suppressions.nodes[0].id,
    });
    const ctx = copyContext((await testApp()).asSystem(), { locale });
    let text = '';
    for await (const part of csvText(ctx, exportSuppressions(ctx, { ownerId: String(owner.id) }), ';'))
      text += part;
    expect(await imported(other, text)).toMatchObject({ rows: 3, added: 2, wanted: 1, told: [] });
    expect(await reasonsOf(other)).toEqual({
      'a@example.com': 'COMPLAINED IMPORT',
      'b@example.com': 'BOUNCED IMPORT',
    });
  },
);

test.each([
  ['email\n', {}],
  ['name,city\nAnna,Rome\n', {}],
  ['email\na@example.com\n', { emailColumn: 'mail' }],
])('%j is refused, and nothing of it is kept', async (text, more) => {
  const owner = await build.user();
  await expect(imported(owner, text, more)).rejects.toMatchObject({ code: 'INVALID' });
  const { em } = (await testApp()).asSystem();
  expect(await em.fork().count(Upload, { owner })).toBe(0);
});

test('the commands: no mail to the addresses of a file, and the recipients that a filter wants', async () => {
  const owner = await build.user();
  const folder = mkdtempSync(join(tmpdir(), 'postline-no-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [file, out] = [join(folder, 'no.csv'), join(folder, 'out.csv')];
  writeFileSync(file, 'email\nanna@example.com\nboris@example.com\nx\n');
  await build.recipient({ owner, email: 'anna@example.com' });
  await build.recipient({ owner, email: 'p1@example.com' });
  await build.recipient({ owner, email: 'p2@example.com' });
  const segment = 'mutation ($input: CreateSegmentInput!) { createSegment(input: $input) { id } }';
  await as(owner).ask(segment, { input: { name: 'First', filter: { search: 'p1' } } });
  const { databaseUrl } = await testApp();
  const env = { DATABASE_URL: databaseUrl, LANG: 'ru_RU.UTF-8' };
  const added = await runPostline(
    ['import_suppressions', file, '--owner', owner.email, '--reason', 'complained'],
    env,
  );
  expect(added).toMatchObject({ code: 0, stderr: '' });
  expect(added.stdout).toContain('строка 4:');
  expect(added.stdout).toContain(
    'Строк: 3. Добавлено: 2, уже были: 0, хотят получать письма: 0, отклонено: 1.\n',
  );
  expect(await reasonsOf(owner)).toMatchObject({ 'boris@example.com': 'COMPLAINED IMPORT' });
  const written = async (...args: string[]) => {
    const { code } = await runPostline(['export_recipients', out, '--owner', owner.email, ...args], env);
    return code === 0
      ? readFileSync(out, 'utf8')
          .match(/\w+@example.com/g)
          ?.toSorted()
      : code;
  };
  expect(await written('--status', 'active', '--search', 'p')).toEqual(['p1@example.com', 'p2@example.com']);
  expect(await written('--segment', ' FIRST ', '--filter', '{"createdWithinDays":1}')).toEqual([
    'p1@example.com',
  ]);
  expect(await written('--filter', '[')).toBe(2);
}, 120_000);
