import { expect, test } from 'vitest';
import { testApp } from '../../test/database.ts';
import { cleanUp } from './clean-up.ts';
import { jobResultIn } from './job-result.ts';
import { sweep } from './sweep.ts';

test('what jobs say of themselves has words in Russian, all of it', async () => {
  const app = await testApp();
  for (const result of [await cleanUp(app), await sweep(app), 'Domains: 3', 'Its process died.']) {
    expect(jobResultIn('EN', result)).toBe(result);
    expect(jobResultIn('RU', result)).not.toMatch(/[a-z]/i);
  }
});

test('so has why a start did not happen; an unknown error stays as it is', () => {
  expect(jobResultIn('RU', 'Mailing 7: DROPPED. The mailing is disabled.')).toBe(
    'Рассылка 7: запуск пропущен. Рассылка отключена.',
  );
  expect(jobResultIn('RU', 'connect ECONNREFUSED')).toBe('connect ECONNREFUSED');
  expect(jobResultIn('RU', null)).toBeNull();
});
