import { describe, expect, test } from 'vitest';
import { isConnectionLost } from './connection-lost.ts';

const withCode = (code: string) => Object.assign(new Error('said by the server'), { code });

describe('the database is away', () => {
  test.each(['57P01', '57P03', '08006', '53300', '25P03', '3D000', 'ECONNREFUSED', 'ECONNRESET'])(
    'by the code %s',
    (code) => {
      expect(isConnectionLost(withCode(code))).toBe(true);
    },
  );

  test.each([
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
  ])('by the driver that says: %s', (message) => {
    expect(isConnectionLost(new Error(message))).toBe(true);
  });
});

test.each([withCode('23505'), withCode('42P01'), new Error('Query read timeout'), 'Connection terminated'])(
  'what is wrong by itself is not taken for that: %s',
  (error) => {
    expect(isConnectionLost(error)).toBe(false);
  },
);
