import type { RequestHandler } from 'express';
import { FairQueue } from '../platform/threads/fair-queue.ts';
import { networkOf } from './network-of.ts';

/**
 * Lets one request begin in each turn of the event loop, and networks take turns: whoever sends many at once
 * delays others by one of them, not by all.
 */
export function inTurn(): RequestHandler {
  const waiting = new FairQueue<() => void>();
  let isScheduled = false;
  const schedule = () => {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(beginNext);
  };
  const beginNext = () => {
    isScheduled = false;
    const begin = waiting.next();
    if (!begin) return;
    schedule();
    begin();
  };
  return (req, _res, next) => {
    waiting.add(networkOf(req.ip ?? ''), () => next());
    schedule();
  };
}
