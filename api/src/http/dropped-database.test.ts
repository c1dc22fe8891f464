import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createDatabase, testApp } from '../../test/database.ts';
import { openApp } from '../programs/app.ts';
import { startServer } from '../programs/server.ts';
import { parseSmtpUrls } from '../platform/smtp/smtp-url.ts';

test('a database that was dropped under a server is away, and the log says so', async () => {
  const databaseUrl = await createDatabase();
  const { config, log } = await testApp();
  const lines: string[] = [];
  const told = log.child({}, { level: 'error' });
  told.error = (_facts: object, line?: string) => void lines.push(String(line));
  const app = await openApp(config, told, { databaseUrl });
  const mail = { servers: parseSmtpUrls('smtp://127.0.0.1:9'), catcher: null };
  const server = await startServer(app, mail);
  onTestFinished(async () => {
    await server.close();
    await app.close();
  });
  const admin = new pg.Client({ connectionString: inject('postgresUrl') });
  await admin.connect();
  await admin.query(`drop database "${new URL(databaseUrl).pathname.slice(1)}" with (force)`);
  await admin.end();
  const codes = new Set<unknown>();
  for (let attempt = 0; attempt < 5; attempt++) {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `session=x${attempt}` },
      body: '{"query":"{ posts(first: 1) { totalCount } }"}',
    });
    const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    codes.add(errors?.[0]?.extensions.code);
  }
  expect([...codes]).toEqual(['UNAVAILABLE']);
  expect(new Set(lines)).toEqual(new Set(['The database is away.']));
});
