import { afterEach, expect, test, vi } from 'vitest';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import { MailsAtHand } from './mails-at-hand.ts';
import type { Mail, RunMails } from './run-mails.ts';

afterEach(() => void vi.restoreAllMocks());

/** A queue of so many deliveries, whose mails have so many bytes. */
function queueOf(count: number, bytes = 10, broken?: number) {
  const queue = Array.from({ length: count }, (_, id) => ({ id }) as ClaimedDelivery);
  const made: number[] = [];
  const makeHere = ({ id }: ClaimedDelivery): Mail => {
    made.push(id);
    if (id === broken) throw new Error(`no mail ${id}`);
    return { to: String(id), bytes: Buffer.alloc(bytes) } as Mail;
  };
  const atHand = new MailsAtHand({ isQuick: true, makeHere } as unknown as RunMails, queue);
  const take = (ahead?: Mail) => atHand.take(queue.shift()!, ahead);
  return { made, atHand, take };
}

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await new Promise(setImmediate);
};

test('the next mails are rendered between turns, one in each, and each once', async () => {
  const { made, take } = queueOf(4);
  expect(take()!.to).toBe('0');
  expect(made).toEqual([0]);
  await new Promise(setImmediate);
  expect(made.length).toBeLessThanOrEqual(2);
  await turns(10);
  expect(made).toEqual([0, 1, 2, 3]);
  expect([take(), take(), take()].map((mail) => mail!.to)).toEqual(['1', '2', '3']);
  expect(made).toEqual([0, 1, 2, 3]);
});

test('a mail that has waited for more than a second is rendered again', async () => {
  const { made, take } = queueOf(3);
  take();
  await turns(10);
  const later = performance.now() + 1100;
  vi.spyOn(performance, 'now').mockReturnValue(later);
  expect(take()!.to).toBe('1');
  expect(made).toEqual([0, 1, 2, 1]);
});

test('what cannot be rendered says so when its turn comes', async () => {
  const { made, take } = queueOf(4, 10, 2);
  take();
  await turns(10);
  expect(take()!.to).toBe('1');
  expect(() => take()).toThrow('no mail 2');
  expect(take()!.to).toBe('3');
  expect(made).toEqual([0, 1, 2, 3]);
});

test.each([
  { bytes: 10, most: 51 },
  { bytes: 300_000, most: 5 },
])('mails of $bytes bytes are not rendered without end', async ({ bytes, most }) => {
  const { made, take } = queueOf(100, bytes);
  take();
  await turns(200);
  expect(made).toHaveLength(most);
});

test('mails that were rendered in another thread do not take up the room of others', async () => {
  const { made, take } = queueOf(120);
  for (let taken = 0; taken < 60; taken++) {
    await turns(1);
    expect(take({ to: 'ahead' } as Mail)!.to).toBe('ahead');
  }
  take();
  const before = made.length;
  await turns(100);
  expect(made.length).toBeGreaterThan(before);
});

test('nothing is left after it was emptied', async () => {
  const { made, atHand, take } = queueOf(3);
  take();
  await turns(10);
  atHand.clear();
  expect(take()!.to).toBe('1');
  expect(made).toEqual([0, 1, 2, 1]);
});
