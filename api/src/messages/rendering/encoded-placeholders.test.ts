import { expect, test } from 'vitest';
import { encodedPlaceholders } from './encoded-placeholders.ts';

const told = (body: string) => encodedPlaceholders(body).map(({ params }) => params);

test('placeholders whose braces a link editor encoded are told as they were meant, with their place', () => {
  expect(told('<p>\n<a href="https://a.example/?e=%7B%7B%20recipient.email%20%7D%7D&x=1">')).toEqual([
    { text: '{{ recipient.email }}', line: 2, column: 31 },
  ]);
  expect(told('<a href="%7b%7brecipient.email%7d%7d"> <a href="/%7B%25 if x %25%7D">')).toMatchObject([
    { text: '{{recipient.email}}' },
    { text: '{%' },
  ]);
});

test('what cannot be decoded is told as it stands, and single braces are not', () => {
  expect(told('%7B%7B%E0%A4')).toMatchObject([{ text: '%7B%7B%E0%A4' }]);
  expect(told('a %7Bb%7D {{ recipient.email }}')).toEqual([]);
});

test('of very many only the first are told', () => {
  expect(told('%7B%7Bx%7D%7D '.repeat(50_000))).toHaveLength(20);
});
