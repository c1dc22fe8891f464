import { expect, test } from 'vitest';
import { mattersOf } from './matters.ts';

const named = (codename: string) => ({ codename, name: `the name of ${codename}` });

test('permissions stand together by what they are about, what reaches others first, from looking to deleting', () => {
  const codenames = ['delete_mailing', 'change_mailing', 'view_recipient', 'can_view_all_mailings'];
  expect(mattersOf(codenames.map(named))).toEqual([
    {
      label: 'Other people’s data',
      permissions: [{ codename: 'can_view_all_mailings', label: 'See all mailings' }],
    },
    {
      label: 'Mailings',
      permissions: [
        { codename: 'change_mailing', label: 'Change' },
        { codename: 'delete_mailing', label: 'Delete' },
      ],
    },
    { label: 'Recipients', permissions: [{ codename: 'view_recipient', label: 'View' }] },
  ]);
});

test('a permission that is not known here is called as the API calls it', () => {
  expect(mattersOf([named('can_fly')])[0]?.permissions).toEqual([
    { codename: 'can_fly', label: 'the name of can_fly' },
  ]);
});
