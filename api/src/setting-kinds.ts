import { isIP } from 'node:net';
import * as v from 'valibot';

/** A setting that is a whole number within limits. */
export const number = (least: number, most: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d+$/, 'must be a whole number'),
    v.transform(Number),
    v.minValue(least, `must be at least ${least}`),
    v.maxValue(most, `must be at most ${most}`),
  );

/** A setting that is on or off. */
export const flag = v.pipe(
  v.picklist(['0', '1', 'true', 'false'], 'must be 0 or 1'),
  v.transform((text) => text === '1' || text === 'true'),
);

function isNetwork(text: string): boolean {
  const [address = '', prefix = '0', ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0 || !/^\d{1,3}$/.test(prefix)) return false;
  return Number(prefix) <= (version === 4 ? 32 : 128);
}

/** Whether Express accepts it as its `trust proxy` setting. */
export function isTrustable(text: string): boolean {
  const isAddress = (part: string) => /^(?:loopback|linklocal|uniquelocal)$/.test(part) || isNetwork(part);
  return /^\d+$/.test(text) || text.split(',').every((part) => isAddress(part.trim()));
}
