import type { Request, Response } from 'express';
import { expect, test } from 'vitest';
import { inTurn } from './in-turn.ts';

test('of one network that sends many requests, others wait for one at most', async () => {
  const turns = inTurn();
  const begun: string[] = [];
  const send = (ip: string) =>
    new Promise<void>((resolve) => {
      turns({ ip } as Request, {} as Response, () => {
        begun.push(ip);
        resolve();
      });
    });
  const all = [...Array.from({ length: 50 }, () => send('192.0.2.1')), send('192.0.2.2'), send('192.0.2.3')];
  expect(begun).toEqual([]);
  await Promise.all(all);
  expect(begun.slice(0, 4)).toEqual(['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.1']);
  expect(begun).toHaveLength(52);
});

test('between two requests the event loop does what else there is to do', async () => {
  const turns = inTurn();
  const order: string[] = [];
  const send = () =>
    new Promise<void>((resolve) => {
      turns({ ip: '192.0.2.1' } as Request, {} as Response, () => {
        order.push('request');
        setImmediate(() => order.push('other work'));
        resolve();
      });
    });
  await Promise.all([send(), send(), send()]);
  expect(order.indexOf('other work')).toBeLessThan(order.lastIndexOf('request'));
});
