import { expect, test } from 'vitest';
import { enhancedCode } from './enhanced-code.ts';

test.each([
  ['550 5.1.1 No such user', '5.1.1'],
  ['550-5.1.10 several\n550 5.1.10 lines', '5.1.10'],
  ['450 4.2.2', '4.2.2'],
  ['250 2.0.0 Ok: queued', '2.0.0'],
  ['550 No such user', null],
  ['550 5.1 No such user', null],
  ['550 4.1.1 of another class', null],
  ['550 5.1.1234 too long', null],
  ['550 5.1.1.1 an address', null],
  ['554 mail from 5.1.1.1 refused', null],
  ['Connection closed unexpectedly', null],
  ['', null],
])('%j has the code %s', (reply, code) => {
  expect(enhancedCode(reply)).toBe(code);
});
