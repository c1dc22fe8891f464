import { expect, test } from '@playwright/test';
import { weights } from './weight.ts';

/** In bytes, as they are sent. GraphiQL and the editors are fetched apart, when they are used. */
const MOST_BEFORE_LOG_IN = 80_000;
const MOST_IN_THE_APP = 140_000;
/** Pages that are heavier so far, in thousands of bytes. They may only become lighter. */
const heavier: Record<string, number> = {
  '/(app)': 160,
  '/(app)/mailings/[id]': 170,
  '/(app)/mailings/[id]/update': 149,
  '/(app)/mailings/create': 149,
  '/(app)/messages/[id]': 151,
  '/(app)/recipients': 153,
  '/(app)/recipients/import': 144,
  '/(app)/reports': 155,
  '/(app)/segments/[id]': 146,
  '/(app)/segments/create': 144,
};
const isPublic = (route: string) => !route.startsWith('/(app)') && route !== '/graphiql';
const mostOf = (route: string) =>
  isPublic(route) ? MOST_BEFORE_LOG_IN : route in heavier ? heavier[route]! * 1000 : MOST_IN_THE_APP;

test('no page fetches more script than its readers should wait for', async () => {
  const pages = await weights();
  expect(pages.length).toBeGreaterThan(40);
  expect(pages.filter(({ route, bytes }) => bytes > mostOf(route))).toEqual([]);
});

test('a page that is listed as heavier is one', async () => {
  const light = (await weights()).filter(({ route, bytes }) => route in heavier && bytes <= MOST_IN_THE_APP);
  expect(light).toEqual([]);
});
