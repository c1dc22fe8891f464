import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { post } from '../../../test/http.ts';
import { tokenOf } from '../../../test/operations.ts';
import { runningServer } from '../../../test/server.ts';
import type { User } from '../../accounts/user.entity.ts';
import { copyContext, type Services } from '../../context/context.ts';
import { startDueMailing } from '../starts/start-due-mailing.ts';

const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { status } }';
const MAILING = 'query ($id: ID!) { mailing(id: $id) { status problems { code severity } } }';

type Installation = Pick<Services, 'mailReach' | 'baseUrl'>;

/** An installation's response to the owner of a mailing. */
async function ask({ baseUrl, mailReach }: Installation, owner: User, request: object) {
  const { url } = await runningServer({ baseUrl }, { mailReach });
  const { secret } = await tokenOf(owner, ['READ', 'SEND']);
  return post(url, request, { authorization: `Bearer ${secret}` });
}

test.each<Installation>([
  { mailReach: 'INTERNET', baseUrl: 'http://127.0.0.1:5000' },
  { mailReach: 'INTERNET', baseUrl: 'http://localhost:5000' },
  { mailReach: 'INTERNET', baseUrl: 'http://[::1]:5000' },
])('$mailReach, $baseUrl: nothing is launched, and the mailing says why', async (installation) => {
  const owner = await build.user();
  const { id } = await build.mailing({ owner, people: 1 });
  const told = await ask(installation, owner, { query: MAILING, variables: { id } });
  expect(told.data).toEqual({
    mailing: { status: 'CREATED', problems: [{ code: 'LINKS_LEAD_NOWHERE', severity: 'ERROR' }] },
  });
  const { errors } = await ask(installation, owner, { query: LAUNCH, variables: { id } });
  expect(errors![0]!.extensions).toMatchObject({
    code: 'INVALID',
    problems: [{ code: 'LINKS_LEAD_NOWHERE', message: expect.stringContaining(installation.baseUrl) }],
  });
  expect((await as(owner).ask(MAILING, { id })).mailing).toEqual({ status: 'CREATED', problems: [] });
});

test.each<Installation>([
  { mailReach: 'INTERNET', baseUrl: 'https://mail.example.org' },
  { mailReach: 'NETWORK', baseUrl: 'http://localhost:5000' },
  { mailReach: 'MACHINE', baseUrl: 'http://127.0.0.1:5000' },
])('$mailReach, $baseUrl: it is launched', async (installation) => {
  const owner = await build.user();
  const { id } = await build.mailing({ owner, people: 1 });
  const { data } = await ask(installation, owner, { query: LAUNCH, variables: { id } });
  expect(data).toEqual({ launchSend: { status: 'RUNNING' } });
});

const TEST = 'mutation ($id: ID!) { sendTest(input: { messageId: $id, to: ["a@example.com"] }) }';

test('a test is refused for the same reason, before anything is sent', async () => {
  const owner = await build.user();
  const { id } = await build.message({ owner });
  const request = { query: TEST, variables: { id } };
  const lost = await ask({ mailReach: 'INTERNET', baseUrl: 'http://localhost:5000' }, owner, request);
  expect(lost.errors![0]!.extensions).toMatchObject({
    code: 'INVALID',
    problems: [{ code: 'LINKS_LEAD_NOWHERE' }],
  });
  // Nothing listens at the server of these tests: it was asked.
  const tried = await ask({ mailReach: 'NETWORK', baseUrl: 'http://localhost:5000' }, owner, request);
  expect(tried.errors![0]!.extensions).toMatchObject({ code: 'UNAVAILABLE' });
});

test('a start that comes due is refused for that, and its owner can read it', async () => {
  const owner = await build.user();
  const { id } = await build.mailing({ owner, people: 1 });
  const app = await testApp();
  const due = new Date(Date.now() - 1000);
  await app.orm.em
    .fork()
    .execute('update mailing set start_at = ?, next_run_at = ? where id = ?', [due, due, id]);
  await startDueMailing(copyContext(app.asSchedule(), { mailReach: 'INTERNET' }), id);
  const { mailing } = await as(owner).ask(
    'query ($id: ID!) { mailing(id: $id) { status problems { code message } } }',
    { id },
  );
  expect(mailing).toEqual({
    status: 'CREATED',
    problems: [{ code: 'START_REFUSED', message: expect.stringContaining('BASE_URL') }],
  });
});
