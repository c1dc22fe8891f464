import { expect, test } from 'vitest';
import { inScheme } from './in-scheme.ts';

const mail =
  '<html><head><style>@media (prefers-color-scheme: dark){p{color:#fff}}</style></head><body></body></html>';

test('decides the media query for the scheme that is shown', () => {
  expect(inScheme(mail, 'dark')).toContain('@media (min-width: 0){p');
  expect(inScheme(mail, 'light')).toContain('@media (max-width: 0){p');
});

test('sets the canvas, with a head and without one', () => {
  expect(inScheme(mail, 'dark')).toContain('<head><style>:root{color-scheme:dark}</style>');
  expect(inScheme('<p>Hello</p>', 'light')).toBe('<style>:root{color-scheme:light}</style><p>Hello</p>');
});

test('a head that never ends is none, and neither is a header', () => {
  expect(inScheme('<head '.repeat(40_000), 'dark')).toMatch(/^<style>/);
  expect(inScheme('<header>x</header>', 'dark')).toMatch(/^<style>/);
});
