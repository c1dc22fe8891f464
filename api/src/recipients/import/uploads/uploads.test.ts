import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { build } from '../../../../test/build.ts';
import { as } from '../../../../test/client.ts';
import { testApp } from '../../../../test/database.ts';
import { answerOf } from '../../../../test/http.ts';
import { importText } from '../../../../test/import-text.ts';
import { tokenOf } from '../../../../test/operations.ts';
import { runningServer, sessionOf } from '../../../../test/server.ts';
import type { User } from '../../../accounts/user.entity.ts';

const CSV = 'email,name\na@example.com,Анна\n=b,"=cmd()"\n';

interface Send {
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer> | ReadableStream;
  name?: string;
}

/** Sends a file and returns the server's response. */
async function send(url: string, { headers = {}, body = CSV, name = 'people.csv' }: Send = {}) {
  const options = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
  const answer = await answerOf(await fetch(`${url}/uploads?name=${encodeURIComponent(name)}`, options));
  return { ...answer, json: JSON.parse(answer.text) };
}

const chunksOf = async (owner: User) => {
  const { orm } = await testApp();
  const [row] = await orm.em.fork().execute<{ uploads: number; chunks: number }[]>(
    `select count(distinct upload.id)::int as uploads, count(position)::int as chunks
       from upload left join upload_chunk on upload_id = upload.id where owner_id = ?`,
    [owner.id],
  );
  return row!;
};

test('a file is taken as it is, and told with its columns and samples', async () => {
  const { url } = await runningServer();
  const owner = await build.user();
  const { status, json } = await send(url, {
    headers: { cookie: await sessionOf(owner) },
    name: '../лист.csv',
  });
  expect(status).toBe(201);
  expect(json).toMatchObject({
    fileName: '..лист.csv',
    size: Buffer.byteLength(CSV),
    encoding: 'UTF-8',
    delimiter: ',',
    hasHeader: true,
    columns: [
      {
        name: 'email',
        field: 'EMAIL',
        samples: ['a@example.com', '=b'],
      },
      {
        name: 'name',
        field: 'FULL_NAME',
        samples: ['Анна', '=cmd()'],
      },
    ],
  });
  const { upload } = await as(owner).ask(
    'query ($id: ID!) { upload(id: $id, delimiter: ";", hasHeader: false) { columns { name } } }',
    {
      id: json.uploadId,
    },
  );
  expect(upload.columns).toEqual([{ name: 'column1' }]);
});

test('a token needs the scope WRITE, and nobody may do it without a name', async () => {
  const { url } = await runningServer();
  const owner = await build.user();
  const bearer = async (scope: string) => ({
    authorization: `Bearer ${(await tokenOf(owner, [scope])).secret}`,
  });
  expect((await send(url, { headers: await bearer('WRITE') })).status).toBe(201);
  expect((await send(url, { headers: await bearer('READ') })).status).toBe(403);
  expect((await send(url)).status).toBe(401);
  const foreign = { cookie: await sessionOf(owner), origin: 'https://evil.example' };
  expect((await send(url, { headers: foreign })).status).toBe(403);
  expect(await chunksOf(owner)).toEqual({ uploads: 1, chunks: 1 });
});

test.each([
  ['nothing', '', 'UPLOAD_EMPTY'],
  ['a broken workbook', 'PK\u0003\u0004\u0014', 'UPLOAD_BROKEN_ARCHIVE'],
])('%s is refused, and nothing of it is kept', async (_name, body, code) => {
  const { url } = await runningServer();
  const owner = await build.user();
  const { status, json } = await send(url, { headers: { cookie: await sessionOf(owner) }, body });
  expect(status).toBe(422);
  expect(json.errors[0].extensions.problems).toMatchObject([{ code, path: ['file'] }]);
  expect(await chunksOf(owner)).toEqual({ uploads: 0, chunks: 0 });
});

test('more than 200 MB are refused before they have come, whether the length is told or not', async () => {
  const { url } = await runningServer();
  const owner = await build.user();
  const headers = { cookie: await sessionOf(owner) };
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += 1_048_576;
      controller.enqueue(Buffer.alloc(1_048_576, 'x'));
    },
  });
  const refusal = await send(url, { headers, body: endless }).catch(() => null);
  expect([null, 422]).toContain(refusal?.status ?? null);
  expect(sent).toBeLessThan(260 * 1_048_576);
  await expect.poll(async () => chunksOf(owner)).toEqual({ uploads: 0, chunks: 0 });
});

test('a file whose sender goes away is not kept', async () => {
  const { url } = await runningServer();
  const owner = await build.user();
  const gone = new AbortController();
  const body = new ReadableStream({
    async pull(controller) {
      controller.enqueue(Buffer.alloc(300_000, 'x'));
      await new Promise((resolve) => setTimeout(resolve, 10));
    },
  });
  const request = {
    method: 'POST',
    body,
    duplex: 'half',
    headers: { cookie: await sessionOf(owner) },
    signal: gone.signal,
  };
  const sending = fetch(`${url}/uploads`, request as RequestInit).catch(() => null);
  await expect.poll(async () => (await chunksOf(owner)).chunks).toBeGreaterThan(2);
  gone.abort();
  await sending;
  await expect.poll(async () => chunksOf(owner)).toEqual({ uploads: 0, chunks: 0 });
});

test('an encoding that cannot be told is asked for, with what its words would be', async () => {
  const { url } = await runningServer();
  const owner = await build.user();
  const body = iconv.encode('email,name\na@example.com,René Façon\nb@example.com,Jürgen\n', 'macroman');
  const { json } = await send(url, {
    headers: { cookie: await sessionOf(owner) },
    body: new Uint8Array(body),
  });
  expect(json.encoding).toBe(null);
  expect(json.encodingChoices).toContainEqual({ encoding: 'MacRoman', sample: 'René Façon\nJürgen\n' });
  const IMPORT = `mutation ($id: ID!, $encoding: String) {
    importRecipients(input: { uploadId: $id, columns: [], onConflict: UPDATE, encoding: $encoding }) { status rejectedUrl progress } }`;
  const { extensions } = await as(owner).refused(IMPORT, { id: json.uploadId });
  expect(extensions.problems).toMatchObject([{ code: 'ENCODING_UNCLEAR', path: ['encoding'] }]);
  const { importRecipients } = await as(owner)
    .ask(IMPORT, { id: json.uploadId, encoding: 'macintosh' })
    .catch(() => as(owner).ask(IMPORT, { id: json.uploadId, encoding: 'MacRoman' }));
  expect(importRecipients).toEqual({ status: 'QUEUED', rejectedUrl: null, progress: 0 });
});

test('rejected rows are a file that a spreadsheet opens, for those who may see them', async () => {
  const { url } = await runningServer();
  const owner = await build.user();
  const { id } = await importText(owner, CSV);
  const ask = async (user: User, language = 'en') =>
    answerOf(
      await fetch(`${url}/imports/${id}/rejected.csv`, {
        headers: { cookie: await sessionOf(user), 'accept-language': language },
      }),
    );
  const { status, headers, text } = await ask(owner);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(text).toBe(
    '"Line","Column","Result","Reason","Row"\r\n"3","email","rejected","An email address must contain an @.","\'=b,""=cmd()"""\r\n',
  );
  expect((await ask(await build.user())).status).toBe(404);
  expect((await ask(await build.manager())).status).toBe(200);
});
