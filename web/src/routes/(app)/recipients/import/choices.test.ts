import { expect, test } from 'vitest';
import { inputOf, newList } from './choices.ts';

test('lists that exist go by id, and new ones by name', () => {
  const lists = [{ value: '7', label: 'Friends' }, newList('new: ones')];
  const input = inputOf({
    uploadId: '1',
    encoding: 'UTF-8',
    delimiter: ';',
    hasHeader: true,
    columns: [{ name: 'Mail', field: 'EMAIL', samples: ['a@example.com'] }],
    onConflict: 'SKIP',
    blanks: 'KEEP',
    lists,
  });
  expect(input).toMatchObject({
    columns: [{ column: 'Mail', field: 'EMAIL' }],
    listIds: ['7'],
    newLists: ['new: ones'],
    dryRun: true,
  });
});
