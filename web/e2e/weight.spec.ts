import { expect, test } from '@playwright/test';
import { weights } from './weight.ts';

/** In bytes, as they are sent. GraphiQL, the editors, charts and dialogs are fetched apart, when they are used. */
const MOST_BEFORE_LOG_IN = 75_000;
const MOST_IN_THE_APP = 125_000;
const isPublic = (route: string) => !route.startsWith('/(app)') && route !== '/graphiql';

test('no page fetches more script than its readers should wait for', async () => {
  const pages = await weights();
  expect(pages.length).toBeGreaterThan(40);
  const heavy = pages.filter(
    ({ route, bytes }) => bytes > (isPublic(route) ? MOST_BEFORE_LOG_IN : MOST_IN_THE_APP),
  );
  expect(heavy).toEqual([]);
});
