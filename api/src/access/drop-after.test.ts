import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { documentOf, made } from '../../test/operation-documents.ts';
import { asked } from '../../test/operations.ts';
import { until } from '../../test/worker.ts';
import type { User } from '../accounts/user.entity.ts';
import { writeFeed } from '../blog/write-feed.ts';
import { ChangeWorker } from '../recipients/changes/running/change-worker.ts';

const OVERVIEW = '{ overview { mailingCount activeMailingCount uniqueRecipientCount sentCount } }';
const STATISTICS = `{ statistics { attempts succeeded failed unknown sentCount
  byDay { date succeeded failed unknown } byMailing { mailing { id name } runs succeeded failed unknown }
  byOwner { owner { id fullName } mailings succeeded } byDomain { domain succeeded }
  topErrors { reason count serverResponse } deletedMailings { mailings succeeded } } }`;

let superuser: User;
beforeAll(async () => {
  superuser = await build.superuser();
  await build.post();
});
afterAll(() => as(superuser).ask('mutation { resumeJob(name: "clean-up") { name } }'));

/** Everything that is cached, as visitors, a user and a superuser see it. */
async function shown(user: User) {
  const ctx = (await testApp()).asSystem();
  return {
    visitor: await as(null).ask(OVERVIEW),
    user: [await as(user).ask(OVERVIEW), await as(user).ask(STATISTICS)],
    superuser: [await as(superuser).ask(OVERVIEW), await as(superuser).ask(STATISTICS)],
    feed: await writeFeed(ctx),
  };
}

/** The same, counted again. */
async function counted(user: User) {
  await (await testApp()).services.cache.clear();
  return shown(user);
}

const mutations = Object.keys(asked).filter((name) => name.startsWith('Mutation.'));

test.each(mutations)('after %s nobody is shown anything older', async (mutation) => {
  for (const actor of [await build.user(), await build.superuser()]) {
    const variables = await made(mutation, actor);
    await counted(actor);
    await as(actor).answer(documentOf(mutation), variables);
    expect(await shown(actor)).toEqual(await counted(actor));
  }
});

test('what a worker has changed of many recipients is shown at once where the cache is shared', async () => {
  const { orm, log, services } = await testApp();
  const owner = await build.user();
  await build.people(owner, 3);
  const { changeRecipients } = await as(owner).ask(
    `mutation { changeRecipients(input: { kind: DELETE, selection: { filter: { createdAfter: "2000-01-01T00:00:00Z" } } }) { id } }`,
  );
  expect(await as(owner).ask(OVERVIEW)).toMatchObject({ overview: { uniqueRecipientCount: 3 } });
  const worker = new ChangeWorker({
    orm,
    log,
    cache: services.cache,
    times: { leaseSeconds: 20, pause: 20 },
  });
  worker.start();
  const status = async () =>
    (
      await as(owner).ask('query ($id: ID!) { recipientChange(id: $id) { status } }', {
        id: changeRecipients.id,
      })
    ).recipientChange.status;
  await until(async () => (await status()) === 'COMPLETED');
  await worker.stop();
  expect(await as(owner).ask(OVERVIEW)).toMatchObject({ overview: { uniqueRecipientCount: 0 } });
});
