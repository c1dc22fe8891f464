import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import type { User } from '../../accounts/user.entity.ts';

const COUNT = 'count leftOut { reason count }';
const PREVIEW = `query ($input: PreviewAudienceInput!) { previewAudience(input: $input) { ${COUNT} } }`;
const CREATE = `mutation ($input: CreateMailingInput!) { createMailing(input: $input) { id audienceCount segments { name } problems { code } } }`;
const LAUNCH =
  'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id counts { total pending skipped } } }';

const mailingOf = async (owner: User, input: object) => {
  const { id: messageId } = await build.message({ owner });
  return (await as(owner).ask(CREATE, { input: { messageId, ...input } })).createMailing;
};
const preview = async (owner: User, input: object) =>
  (await as(owner).ask(PREVIEW, { input })).previewAudience;
const launch = async (owner: User, id: string) => (await as(owner).ask(LAUNCH, { id })).launchSend;

test('a segment beside lists and people: everybody once, the refused left out by reason, frozen at the launch', async () => {
  const owner = await build.user();
  const rome = { attributes: { city: 'Rome' } };
  const [one, two] = [await build.recipient({ owner, ...rome }), await build.recipient({ owner, ...rome })];
  await build.recipient({ owner, ...rome, status: 'UNSUBSCRIBED' });
  await build.recipient({ owner: await build.user(), ...rome });
  const alone = await build.recipient({ owner });
  const list = await build.list({ owner, recipients: [one, alone] });
  const filter = { attributeConditions: [{ name: 'city', equals: 'Rome' }] };
  const segment = await build.segment({ owner, name: 'Rome', filter });
  const chosen = {
    segmentIds: [String(segment.id)],
    listIds: [String(list.id)],
    recipientIds: [String(two.id)],
  };
  const expected = { count: 3, leftOut: [{ reason: 'UNSUBSCRIBED', count: 1 }] };
  expect(await preview(owner, chosen)).toEqual(expected);
  expect((await preview(await build.user(), chosen)).count).toBe(0);
  const mailing = await mailingOf(owner, chosen);
  expect(mailing).toMatchObject({ audienceCount: 3, segments: [{ name: 'Rome' }], problems: [] });
  expect(await preview(owner, { mailingId: mailing.id })).toEqual(expected);
  const using = 'query ($filter: MailingFilter) { mailings(filter: $filter) { nodes { id } } }';
  const count = 'query ($id: ID!) { segment(id: $id) { mailingCount } }';
  expect((await as(owner).ask(count, { id: segment.id })).segment.mailingCount).toBe(1);
  const used = async (filter: object) => (await as(owner).ask(using, { filter })).mailings.nodes;
  expect(await used({ segmentId: String(segment.id) })).toEqual([{ id: mailing.id }]);
  expect(await used({ segmentId: String((await build.segment({ owner })).id) })).toEqual([]);
  const run = await launch(owner, mailing.id);
  await build.recipient({ owner, ...rome });
  expect(run.counts).toEqual({ total: 4, pending: 3, skipped: 1 });
  const again = '{ mailingRuns { nodes { counts { total } } } }';
  expect((await as(owner).ask(again)).mailingRuns.nodes).toEqual([{ counts: { total: 4 } }]);
  expect((await preview(owner, { mailingId: mailing.id })).count).toBe(4);
});

test('a mailing whose segment has nobody in it cannot be launched', async () => {
  const owner = await build.user();
  const segment = await build.segment({ owner });
  const mailing = await mailingOf(owner, { segmentIds: [String(segment.id)] });
  expect(mailing.problems).toEqual([{ code: 'NO_AUDIENCE' }]);
  await build.recipient({ owner });
  expect((await launch(owner, mailing.id)).counts.total).toBe(1);
});

test('who left a list is not written to through a segment of that list', async () => {
  const owner = await build.user();
  const [left, stays] = [await build.recipient({ owner }), await build.recipient({ owner })];
  const list = await build.list({ owner, recipients: [left, stays] });
  await (await testApp()).orm.em.fork().execute(
    `insert into suppression (address_hash, email, owner_id, list_id, reach, reason, source)
     select address_hash, email, owner_id, ?, 'LIST', 'UNSUBSCRIBED', 'PAGE' from recipient where id = ?`,
    [list.id, left.id],
  );
  const listed = await build.segment({ owner, filter: { listIds: [String(list.id)], status: 'ACTIVE' } });
  const everybody = await build.segment({ owner });
  const leftOut = [{ reason: 'UNSUBSCRIBED', count: 1 }];
  expect(await preview(owner, { segmentIds: [listed.id] })).toEqual({ count: 1, leftOut });
  expect((await mailingOf(owner, { segmentIds: [String(listed.id)] })).audienceCount).toBe(1);
  expect(await preview(owner, { segmentIds: [listed.id, everybody.id] })).toEqual({ count: 2, leftOut: [] });
});

test('segments are of the owner, and not too many', async () => {
  const [owner, other] = [await build.user(), await build.user()];
  const theirs = await build.segment({ owner: other });
  const { id: messageId } = await build.message({ owner });
  const problem = async (segmentIds: string[]) =>
    (await as(owner).refused(CREATE, { input: { messageId, segmentIds } })).extensions.problems![0]!.code;
  expect(await problem([String(theirs.id)])).toBe('NO_SUCH_THING');
  expect(await problem(Array.from({ length: 21 }, (_, index) => String(index + 1)))).toBe('TOO_MANY');
});
