import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';

const UPDATE =
  'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { fullName locale timeZone email } }';

test('users change name, language and time zone of their own, and nothing else', async () => {
  const user = await build.user();
  const input = { fullName: '  Ольга  ', locale: 'RU', timeZone: 'Europe/Moscow' };
  expect((await as(user).ask(UPDATE, { input })).updateProfile).toEqual({
    fullName: 'Ольга',
    locale: 'RU',
    timeZone: 'Europe/Moscow',
    email: user.email,
  });
  expect((await as(user).ask(UPDATE, { input: { timeZone: 'UTC' } })).updateProfile).toMatchObject({
    fullName: 'Ольга',
    locale: 'RU',
    timeZone: 'UTC',
  });
  expect((await as(user).ask(UPDATE, { input: { fullName: null } })).updateProfile.fullName).toBe('');
});

test.each([
  [{ fullName: 'two\nlines' }, 'fullName', 'CONTROL_CHARACTER'],
  [{ fullName: 'x'.repeat(201) }, 'fullName', 'TOO_LONG'],
  [{ locale: null }, 'locale', 'WRONG_VALUE'],
  [{ timeZone: null }, 'timeZone', 'WRONG_VALUE'],
  [{ timeZone: '+03:00' }, 'timeZone', 'TIME_ZONE_UNKNOWN'],
])('%j is refused', async (input, field, code) => {
  const { extensions } = await as(await build.user()).refused(UPDATE, { input });
  expect(extensions).toMatchObject({ code: 'INVALID', problems: [{ code, path: [field] }] });
});
