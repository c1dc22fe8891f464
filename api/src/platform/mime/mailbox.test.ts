import { expect, test } from 'vitest';
import { parseMailbox } from './mailbox.ts';

test.each([
  ['news@example.org', { name: '', address: 'news@example.org' }],
  ['<news@example.org>', { name: '', address: 'news@example.org' }],
  [' News & Co. <news@example.org> ', { name: 'News & Co.', address: 'news@example.org' }],
  ['"News, Ltd." <news@example.org>', { name: 'News, Ltd.', address: 'news@example.org' }],
])('%s is a mailbox', (text, mailbox) => {
  expect(parseMailbox(text)).toEqual(mailbox);
});

test.each(['', 'nobody', 'a b@example.org', '"A <a@example.org>', 'A <a@b> B', `${' '.repeat(100_000)}x`])(
  '%s is none',
  (text) => {
    expect(parseMailbox(text)).toBeNull();
  },
);
