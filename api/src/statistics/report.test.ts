import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { endRun } from '../../test/end-run.ts';
import { runningServer, sessionOf } from '../../test/server.ts';
import type { User } from '../accounts/user.entity.ts';

async function sentMailing(owner: User, name: string): Promise<string> {
  const { id } = await build.mailing({ owner, people: 2, values: { name } });
  const { launchSend } = await as(owner).ask(
    'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }',
    { id },
  );
  await endRun(launchSend.id);
  return String(id);
}

const HEAD =
  'Mailing ID,Mailing,Run,Owner,Started by,Status,Started (UTC),Finished (UTC),Recipients,Sent,Failed,Skipped,Unknown,Remaining';
const WHEN = String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z`;

test('the report of runs is a file of what the viewer sees, and no cell of it is a formula', async () => {
  const { port } = await runningServer();
  const owner = await build.user();
  const [plain, formula] = [await sentMailing(owner, 'Plain, "quoted"'), await sentMailing(owner, '=1+1')];
  await sentMailing(await build.user(), 'Of somebody else');
  const get = async (user: User | null, query = '', folder = 'export') =>
    fetch(`http://127.0.0.1:${port}/${folder}/runs.csv${query}`, {
      headers: user ? { cookie: await sessionOf(user) } : {},
    });

  const response = await get(owner);
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const row = (id: string, name: string) =>
    `${id},${name},1,${owner.email},MANUAL,COMPLETED,${WHEN},${WHEN},2,2,0,0,0,0`;
  const wanted = [HEAD, row(formula, "'=1\\+1"), row(plain, '"Plain, ""quoted"""')].join('\r\n');
  const escaped = wanted.replace(HEAD, HEAD.replaceAll('(', '\\(').replaceAll(')', '\\)'));
  const report = await response.text();
  expect(report).toMatch(new RegExp(`^\\ufeff?${escaped}\r\n$`));
  // Where it was before the other exports came.
  expect(await (await get(owner, '', 'exports')).text()).toBe(report);

  const empty = await get(owner, '?to=2020-01-01T00:00:00Z');
  expect((await empty.text()).trim()).toContain(HEAD);
  expect((await get(null)).status).toBe(401);
  expect((await get(owner, '?from=yesterday')).status).toBe(422);
  const managers = await (await get(await build.manager(), `?owner=${owner.id}`)).text();
  expect(managers.trim().split('\r\n')).toHaveLength(3);
});
