import { expect, test } from 'vitest';
import { differences } from './difference.ts';

const version = (subject: string, text: string, isMail = true) => [
  { label: 'Subject', text: subject },
  { label: 'Text', text, isMail },
];

test('two versions differ where a field has other words, or is of another kind', () => {
  expect(differences(version('One', '<p>'), version('One', '<p>'))).toEqual([]);
  expect(differences(version('One', '<p>'), version('Two', '<p>'))).toEqual([
    { label: 'Subject', mine: { label: 'Subject', text: 'One' }, theirs: { label: 'Subject', text: 'Two' } },
  ]);
  expect(differences(version('One', 'a'), version('One', 'a', false)).map(({ label }) => label)).toEqual([
    'Text',
  ]);
});
