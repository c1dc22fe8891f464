import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { inTurn } from './in-turn.ts';

test('between two pieces of template work everybody else is served', async () => {
  const ctx = await as(await build.user()).context();
  const order: string[] = [];
  await Promise.all([
    inTurn(ctx, () => {
      order.push('first');
      setImmediate(() => order.push('somebody else'));
    }),
    inTurn(ctx, () => order.push('second')),
  ]);
  expect(order).toEqual(['first', 'somebody else', 'second']);
});

test('a piece that fails keeps no other from its turn', async () => {
  const ctx = await as(await build.user()).context();
  const failing = inTurn(ctx, () => Promise.reject(new Error('unreadable')));
  const next = inTurn(ctx, () => 'done');
  await expect(failing).rejects.toThrow('unreadable');
  expect(await next).toBe('done');
});
