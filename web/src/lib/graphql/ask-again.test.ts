import { Client, fetchExchange } from '@urql/core';
import { parse } from 'graphql';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetRefusals, patience } from '#lib/connection/patience.svelte.ts';
import { askAgainExchange } from './ask-again.ts';

const names = parse('query { attributeNames }');
const rename = parse('mutation { rename }');
const granted = { data: { attributeNames: ['city'] } };
const refusal = (seconds: number) => ({
  data: { attributeNames: null },
  errors: [
    {
      message: 'Too many.',
      path: ['attributeNames'],
      extensions: { code: 'RATE_LIMITED', retryAt: new Date(Date.now() + seconds * 1000).toISOString() },
    },
  ],
});

/** A client whose requests get these answers, one after the other, and the last one again and again. */
function clientWith(...answers: (() => object)[]) {
  const fetch = vi.fn(async () => {
    const answer = answers.length > 1 ? answers.shift()! : answers[0]!;
    return new Response(JSON.stringify(answer()), { headers: { 'content-type': 'application/json' } });
  });
  const exchanges = [askAgainExchange, fetchExchange];
  return {
    fetch,
    client: new Client({ url: 'http://api.example/', preferGetMethod: false, exchanges, fetch }),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  forgetRefusals();
  vi.useRealTimers();
});

test('a field that was refused for now is asked again when the server said, and the page says so', async () => {
  const { client, fetch } = clientWith(
    () => refusal(20),
    () => granted,
  );
  const answer = client.query(names, {}).toPromise();
  await vi.advanceTimersByTimeAsync(19_000);
  expect(fetch).toHaveBeenCalledTimes(1);
  expect(patience.state).toBe('waiting');
  await vi.advanceTimersByTimeAsync(2000);
  expect((await answer).data).toEqual(granted.data);
  expect((await answer).error).toBeUndefined();
  expect(fetch).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(patience.state).toBe('none');
});

test('what is always refused is given up, and the page says so until it is granted', async () => {
  let isGenerous = false;
  const { client, fetch } = clientWith(() => (isGenerous ? granted : refusal(5)));
  const answer = client.query(names, {}).toPromise();
  await vi.advanceTimersByTimeAsync(60_000);
  expect((await answer).error?.graphQLErrors[0]?.extensions.code).toBe('RATE_LIMITED');
  expect(fetch).toHaveBeenCalledTimes(4);
  expect(patience.state).toBe('over');
  isGenerous = true;
  await client.query(names, {}).toPromise();
  await vi.advanceTimersByTimeAsync(1);
  expect(patience.state).toBe('none');
});

test('nobody waits for longer than a budget takes to fill', async () => {
  const { client, fetch } = clientWith(() => refusal(600));
  expect((await client.query(names, {}).toPromise()).error).toBeDefined();
  await vi.advanceTimersByTimeAsync(700_000);
  expect(fetch).toHaveBeenCalledTimes(1);
});

test('a mutation is not sent again', async () => {
  const { client, fetch } = clientWith(() => refusal(1));
  expect((await client.mutation(rename, {}).toPromise()).error).toBeDefined();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(fetch).toHaveBeenCalledTimes(1);
});

test('what nobody waits for any more is not asked again', async () => {
  const { client, fetch } = clientWith(() => refusal(10));
  const { unsubscribe } = client.query(names, {}).subscribe(() => {});
  await vi.advanceTimersByTimeAsync(1000);
  unsubscribe();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(fetch).toHaveBeenCalledTimes(1);
  expect(patience.state).toBe('none');
});
