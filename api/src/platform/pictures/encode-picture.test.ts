import sharp from 'sharp';
import { expect, test, vi } from 'vitest';
import { TurnQueue } from '../threads/turn-queue.ts';
import { encodeForMails, encodeForPages } from './encode-picture.ts';

const bounds = { width: 100, height: 100 };

test('however many pictures come at once, one is encoded at a time', async () => {
  const bytes = await sharp({ create: { width: 1500, height: 1500, channels: 4, background: '#12345678' } })
    .png()
    .toBuffer();
  const underWay = () => {
    const { queue, process } = sharp.counters();
    return queue + process;
  };
  // Those of other tests that ran in this process.
  await vi.waitUntil(() => underWay() === 0, { timeout: 30_000 });
  let most = 0;
  const look = setInterval(() => (most = Math.max(most, underWay())), 1);
  await Promise.all(
    ['1', '1', '1', '2', '3'].flatMap((key) => [
      encodeForMails({ key, bytes }, bounds),
      encodeForPages({ key, bytes }, bounds),
    ]),
  );
  clearInterval(look);
  expect(most).toBe(1);
});

test('whoever has one piece of work waits for one piece of those who have many', async () => {
  const queue = new TurnQueue();
  const done: string[] = [];
  const work = (key: string, name: string) =>
    queue.run(key, async () => {
      await new Promise(setImmediate);
      done.push(name);
    });
  const many = Array.from({ length: 5 }, (_, index) => work('many', `many ${index}`));
  await Promise.all([...many, work('one', 'one')]);
  expect(done.slice(0, 3)).toEqual(['many 0', 'many 1', 'one']);
  expect(done).toHaveLength(6);
});

test('work that fails does not end the queue', async () => {
  const queue = new TurnQueue();
  const failed = queue.run('key', () => Promise.reject(new Error('It failed.')));
  const next = queue.run('key', async () => 'done');
  await expect(failed).rejects.toThrow('It failed.');
  expect(await next).toBe('done');
});
