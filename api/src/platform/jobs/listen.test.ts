import { setImmediate as turn } from 'node:timers/promises';
import { expect, inject, test } from 'vitest';
import { readConfig } from '../../config.ts';
import { openLog } from '../log.ts';
import { listen } from './listen.ts';

const log = openLog(readConfig({ LOG_LEVEL: 'silent' }), { ownsFile: false });

test.each([0, 1, 3, 10])('it ends when it is told to, also while it connects: %i turns', async (turns) => {
  const ending = new AbortController();
  const { signal } = ending;
  const given = { url: inject('postgresUrl'), channel: 'test', log, signal };
  const listening = listen(given, () => {});
  for (let done = 0; done < turns; done++) await turn();
  ending.abort();
  await expect(listening).resolves.toBeUndefined();
});
