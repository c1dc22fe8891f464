import { expect, test } from 'vitest';
import { messageSnippet } from './message-snippet.ts';

const ofHtml = (body: string) => messageSnippet({ body, format: 'HTML' });

test('a snippet is what a mailbox shows: the hidden preview line, then the first words', () => {
  const body = `<!doctype html><html><head><title>Mail</title><style>p { color: red }</style></head><body>
    <!-- ours --><div style="display:none">Two days only&nbsp;&zwnj;&nbsp;&zwnj;&#847;&nbsp;</div>
    <table><tr><td><h1>Spring <b>s</b>ale</h1><p>Hello {{ recipient.fullName | default: "A & <b>" }},</p>
    <p>{% if recipient.attributes.vip %}tea &amp; cake{% endif %}<br>for all</p></td></tr></table>
    <script>alert(1)</script>`;
  expect(ofHtml(body)).toBe(
    'Two days only Spring sale Hello {{ recipient.fullName | default: "A & <b>" }}, tea & cake for all',
  );
});

test('of plain text the lines are joined, and what looks like HTML stays', () => {
  const body = 'Привет, {{ recipient.fullName }}!\n\n1 < 2 &amp; <b>3</b>';
  expect(messageSnippet({ body, format: 'TEXT' })).toBe(
    'Привет, {{ recipient.fullName }}! 1 < 2 &amp; <b>3</b>',
  );
});

test('it is short: cut between words if there are any, and never within a placeholder or a character', () => {
  expect(ofHtml(`<p>${'word '.repeat(100)}</p>`)).toBe(`${'word '.repeat(32).trim()}…`);
  expect(ofHtml(`<p>${'雪'.repeat(500)}</p>`)).toBe(`${'雪'.repeat(160)}…`);
  expect(ofHtml(`<p>a${'😀'.repeat(500)}</p>`)).toBe(`a${'😀'.repeat(79)}…`);
  expect(ofHtml('{{ recipient.email }} '.repeat(2000))).toMatch(/^(?:\{\{ recipient\.email \}\} ?){1,16}…$/);
  expect(ofHtml(`{{ recipient.email | default: "${'x'.repeat(500)}" }} there`)).toBe('… there');
  expect(ofHtml('<p>Family 👨‍👩‍👧 day</p>')).toBe('Family 👨‍👩‍👧 day');
});

test.each([
  ['nothing', ''],
  ['an image alone', '<img src="x.png" alt="Sale">'],
  ['a style sheet that is not closed', '<style>p { color: red }'],
  ['a placeholder that is not closed', '{{ recipient.email'],
])('%s has no words', (_name, body) => {
  expect(ofHtml(body)).toBe('');
});

test.each([
  ['elements within each other', '<b>'.repeat(300_000)],
  ['end tags of nothing', `${'<b>'.repeat(90)}${'</i>'.repeat(300_000)}`],
  ['placeholders that are not closed', '{{ '.repeat(300_000)],
  ['attributes', `<p ${'a=1 '.repeat(200_000)}>`],
  ['fillers', '&zwnj;&nbsp;'.repeat(80_000)],
])('no more than the beginning is read of %s', (_name, long) => {
  expect(ofHtml(`<p>Hello</p>${long}<p>end</p>`)).toMatch(/^Hello…?$/);
});
