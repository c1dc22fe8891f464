import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from '@keyv/redis';
import express from 'express';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { writeAttempts } from '../../test/attempts.ts';
import { build } from '../../test/build.ts';
import { testApp } from '../../test/database.ts';
import { post } from '../../test/http.ts';
import { fillWithRubbish, hasRedis, startRedis, type TestRedis } from '../../test/redis-server.ts';
import { runningServer, sessionOf } from '../../test/server.ts';
import { until } from '../../test/worker.ts';
import type { User } from '../accounts/user.entity.ts';
import type { Cache } from '../platform/cache/cache.ts';
import { openCache } from '../platform/cache/open-cache.ts';
import { openRedis } from '../platform/cache/open-redis.ts';
import { publicPages } from './public-pages.ts';

const OVERVIEW = '{ overview { mailingCount activeMailingCount uniqueRecipientCount sentCount } }';
const STATISTICS = `{ statistics { attempts succeeded failed unknown sentCount byDay { date succeeded failed }
  byMailing { mailing { id name } succeeded } byOwner { owner { id } succeeded } byDomain { domain succeeded }
  topErrors { reason count } } }`;
const CHANGES = [
  'mutation { createRecipient(input: { email: "new@example.com" }) { id } }',
  'mutation ($message: ID!) { createMailing(input: { messageId: $message }) { id } }',
];

let owner: User;
let message: number;
let cookies: Record<string, string | undefined>;
beforeAll(async () => {
  owner = await build.user();
  message = (await build.message({ owner })).id;
  const mailing = await build.mailing({ owner, people: 2 });
  await writeAttempts(owner, mailing.id, [
    { at: '2026-03-01T15:00:00Z', status: 'SUCCESS', domain: 'example.com' },
    { at: '2026-03-03T15:00:00Z', status: 'FAILURE', domain: 'example.org' },
  ]);
  await build.post();
  cookies = {
    visitor: undefined,
    owner: await sessionOf(owner),
    stranger: await sessionOf(await build.user()),
    manager: await sessionOf(await build.manager()),
  };
});

/** Serves a page with numbers in it, through a cache as public pages are; returns its address. */
async function homeOver(cache: Cache): Promise<string> {
  const { orm } = await testApp();
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const page = express().use(async (_req, res) => {
    const [row] = await orm.em.fork().execute<{ count: string }[]>('select count(*) from recipient');
    res.setHeader('content-type', 'text/html');
    res.end(`<p>${row!.count} people</p>`);
  });
  server.on('request', express().use(publicPages(page, { cache, baseUrl })));
  return `${baseUrl}/`;
}

/** What every kind of viewer is told through the door. */
async function told(url: string, home: string) {
  const answers: Record<string, unknown> = {};
  for (const [viewer, cookie] of Object.entries(cookies)) {
    const headers: Record<string, string> = cookie ? { cookie } : {};
    for (const query of [OVERVIEW, STATISTICS]) {
      const { status, text } = await post(url, { query }, headers);
      answers[`${viewer} ${query.slice(2, 12)}`] = [status, text];
    }
  }
  const feed = await fetch(`${url}/blog/feed.xml`);
  const page = await fetch(home, { headers: { 'accept-language': 'en' } });
  return { ...answers, feed: [feed.status, await feed.text()], home: [page.status, await page.text()] };
}

/** A server over a Redis, and one without whose cache is emptied before each look. */
async function servers(redis: TestRedis) {
  const { log, services } = await testApp();
  const connection = await openRedis(redis.url, log);
  onTestFinished(() => connection.close());
  const cache = openCache({ redis: connection, secret: services.secret });
  await until(async () => cache.state() === 'ready');
  const own = openCache({ redis: null, secret: services.secret });
  const { baseUrl } = (await testApp()).config;
  const cached = await runningServer({ baseUrl }, { cache });
  const plain = await runningServer({ baseUrl }, { cache: own });
  const [cachedHome, plainHome] = [await homeOver(cache), await homeOver(own)];
  return {
    fromRedis: () => told(cached.url, cachedHome),
    async counted() {
      await own.clear();
      return told(plain.url, plainHome);
    },
    async change() {
      for (const query of CHANGES) {
        const { data } = await post(
          cached.url,
          { query: withName(query), variables: { message } },
          { cookie: cookies.owner! },
        );
        expect(data).toBeTruthy();
      }
    },
  };
}

let changed = 0;
const withName = (query: string) => query.replace('new@', `new${++changed}@`);

/** Gives each value the name of another. */
async function swapValues(url: string): Promise<void> {
  const client = createClient({ url });
  await client.connect();
  const keys = (await client.keys('*')).toSorted();
  const values = await Promise.all(keys.map((key) => client.get(key)));
  await Promise.all(keys.map((key, at) => client.set(key, values[(at + 1) % keys.length] ?? '')));
  client.destroy();
}

type Misfortune = [name: string, befall: (redis: TestRedis) => Promise<void> | void];
const misfortunes: Misfortune[] = [
  ['nothing is wrong', () => {}],
  ['it holds rubbish', (redis) => fillWithRubbish(redis.url)],
  ['each name has the value of another', (redis) => swapValues(redis.url)],
  ['it hangs', (redis) => redis.freeze()],
  ['it is dead', (redis) => redis.kill()],
  [
    'it came back empty',
    async (redis) => {
      await redis.kill();
      await redis.start();
    },
  ],
];

describe.skipIf(!hasRedis)('a shared cache (needs the program redis-server)', () => {
  test.each(misfortunes)('if %s, all are told what is true', async (_name, befall) => {
    const redis = await startRedis();
    onTestFinished(() => redis.kill());
    const { fromRedis, counted, change } = await servers(redis);
    const before = await counted();
    expect(await fromRedis()).toEqual(before);
    expect(await fromRedis()).toEqual(before);
    await befall(redis);
    expect(await fromRedis()).toEqual(before);
    await change();
    const after = await counted();
    expect(after).not.toEqual(before);
    expect(await fromRedis()).toEqual(after);
    expect(await fromRedis()).toEqual(after);
  });
});
