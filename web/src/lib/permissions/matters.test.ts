import { expect, test } from 'vitest';
import { mattersOf } from './matters.ts';

const named = (codename: string) => ({ codename, name: `the name of ${codename}` });

test('permissions stand together by what they are about, what reaches others first, from looking to deleting', () => {
  const codenames = ['delete_user', 'add_user', 'view_recipient', 'can_view_all_mailings'];
  expect(mattersOf(codenames.map(named))).toEqual([
    {
      label: 'Other people’s data',
      isVerbs: false,
      permissions: [{ codename: 'can_view_all_mailings', label: 'See all mailings' }],
    },
    { label: 'Recipients', isVerbs: true, permissions: [{ codename: 'view_recipient', label: 'View' }] },
    {
      label: 'Users',
      isVerbs: true,
      permissions: [
        { codename: 'add_user', label: 'Add' },
        { codename: 'delete_user', label: 'Delete' },
      ],
    },
  ]);
});

test('a permission that is not known here is called as the API calls it', () => {
  expect(mattersOf([named('can_fly')])[0]?.permissions).toEqual([
    { codename: 'can_fly', label: 'the name of can_fly' },
  ]);
});
