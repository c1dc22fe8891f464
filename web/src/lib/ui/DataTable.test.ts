// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { expect, test } from 'vitest';
import DataTable from './DataTable.svelte';
import { Selection } from './selection.svelte.ts';

const rows = [
  { id: '1', name: 'Anna' },
  { id: '2', name: 'Boris' },
];
const cells = createRawSnippet<[(typeof rows)[number]]>((row) => ({
  render: () => `<td><a href="/people/${row().id}/" data-row-link>${row().name}</a></td>`,
}));
const sort = { field: 'NAME', direction: 'ASC' as const, hrefOf: (field: string) => `?sort=${field}` };

function show(selection?: Selection) {
  const nameOf = ({ name }: (typeof rows)[number]) => name;
  return render(DataTable<(typeof rows)[number]>, {
    caption: 'People',
    columns: [{ label: 'Name', sort: 'NAME' }],
    rows,
    cells,
    nameOf,
    sort,
    ...(selection ? { selection } : {}),
  });
}

test('is a table with a name, whose sorted column says so', () => {
  show();
  expect(screen.getByRole('table', { name: 'People' })).toBeTruthy();
  expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('ascending');
  expect(screen.getByRole('link', { name: 'Name' }).getAttribute('href')).toBe('?sort=NAME');
});

test('ticks rows by their names', async () => {
  const selection = new Selection();
  show(selection);
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Select Boris' }));
  expect([...selection.ids]).toEqual(['2']);
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Select all on this page' }));
  expect(selection.size).toBe(2);
});

test('j and k walk through the rows', async () => {
  show();
  await fireEvent.keyDown(window, { key: 'j', code: 'KeyJ' });
  expect(document.activeElement?.textContent).toBe('Anna');
  await fireEvent.keyDown(window, { key: 'j', code: 'KeyJ' });
  expect(document.activeElement?.textContent).toBe('Boris');
  await fireEvent.keyDown(window, { key: 'k', code: 'KeyK' });
  expect(document.activeElement?.textContent).toBe('Anna');
});

test('a click anywhere in a row opens it, but not one on a control of its own', async () => {
  show(new Selection());
  const opened: string[] = [];
  const link = screen.getByRole('link', { name: 'Boris' });
  link.addEventListener('click', (event) => {
    event.preventDefault();
    opened.push('Boris');
  });
  const row = link.closest('tr')!;
  await fireEvent.click(row);
  expect(opened).toEqual(['Boris']);
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Select Boris' }));
  expect(opened).toEqual(['Boris']);
});

test('a row has a menu if something can be done with it', async () => {
  render(DataTable<(typeof rows)[number]>, {
    caption: 'People',
    columns: [{ label: 'Name' }],
    rows,
    cells,
    nameOf: ({ name }: (typeof rows)[number]) => name,
    actions: { items: ({ id }: (typeof rows)[number]) => (id === '1' ? [{ label: 'Edit' }] : []) },
  });
  expect(screen.getByRole('button', { name: 'Actions for Anna' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Actions for Boris' })).toBeNull();
});

test('columns may have the same label', () => {
  render(DataTable<(typeof rows)[number]>, {
    caption: 'People',
    columns: [{ label: 'Run' }, { label: 'Run' }],
    rows,
    cells,
  });
  expect(screen.getAllByRole('columnheader', { name: 'Run' })).toHaveLength(2);
});
