// @vitest-environment jsdom
import House from '@lucide/svelte/icons/house';
import { render } from '@testing-library/svelte';
import { expect, test } from 'vitest';

const sources = import.meta.glob<string>('/src/**/*.svelte', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const imported = /import (\w+) from '@lucide\/svelte\/icons\//g;

test('an icon is a drawing in the colour of the text, with the class that it is given', () => {
  const { container } = render(House, { class: 'size-5' });
  const [drawing] = container.getElementsByTagName('svg');
  expect(drawing?.getAttribute('class')).toBe('lucide size-5');
  expect(drawing?.getAttribute('stroke')).toBe('currentColor');
  expect(drawing?.getAttribute('aria-hidden')).toBe('true');
  expect(drawing?.querySelectorAll('path')).toHaveLength(2);
});

test('icons are given nothing but a class, because they would drop it', () => {
  const tags = Object.entries(sources).flatMap(([file, source]) =>
    [...source.matchAll(imported)].flatMap(([, name]) =>
      [...source.matchAll(new RegExp(`<${name}\\b[^>]*/>`, 'g'))].map(([tag]) => ({ file, tag })),
    ),
  );
  expect(tags.length).toBeGreaterThan(100);
  const others = tags.filter(({ tag }) => !/^<\w+\s*(?:class=(?:"[^"]*"|\{[^}]*\})\s*)?\/>$/.test(tag));
  expect(others).toEqual([]);
});
