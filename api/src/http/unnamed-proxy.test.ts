import { expect, test } from 'vitest';
import { caughtLog } from '../../test/caught-log.ts';
import { runningServer } from '../../test/server.ts';

const told = expect.objectContaining({ level: 40, msg: expect.stringContaining('TRUST_PROXY is not set') });

test.each([{ 'x-forwarded-for': '203.0.113.7' }, { forwarded: 'for=203.0.113.7' }])(
  'a proxy that TRUST_PROXY does not name is told once: %j',
  async (headers) => {
    const { log, lines } = caughtLog();
    const { url } = await runningServer({}, { log });
    await fetch(`${url}/healthz`);
    expect(lines).not.toContainEqual(told);
    for (let n = 0; n < 3; n++) await fetch(`${url}/healthz`, { headers: { ...headers } });
    expect(lines.filter(({ msg }) => msg.includes('TRUST_PROXY'))).toEqual([told]);
  },
);

test('nothing is told of a proxy that TRUST_PROXY names', async () => {
  const { log, lines } = caughtLog();
  const { url } = await runningServer({ trustProxy: 'loopback' }, { log });
  await fetch(`${url}/healthz`, { headers: { 'x-forwarded-for': '203.0.113.7' } });
  expect(lines).not.toContainEqual(told);
});
