import { expect, test } from 'vitest';
import { linksInTabs } from './links-in-tabs.ts';

test('a link opens in a tab of its own, whatever the mail says', () => {
  expect(linksInTabs('<p><a target="_self" href="https://example.com">x</a></p>')).toBe(
    '<p><a target="_blank" target="_self" href="https://example.com">x</a></p>',
  );
  expect(linksInTabs('<AREA href="https://example.com">')).toBe(
    '<AREA target="_blank" href="https://example.com">',
  );
});

test('a link within the mail, and whatever is no link, stay', () => {
  for (const html of [
    '<a href="#top">x</a>',
    "<a class=x href='#top'>x</a>",
    '<abbr title="a">x</abbr>',
    '<a>x</a>',
  ])
    expect(linksInTabs(html)).toBe(html);
});
