import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';

const FIELDS = '{ accent ground font logoUrl logoAlt logoWidth }';
const SHOW = `{ mailLayout ${FIELDS} }`;
const UPDATE = `mutation ($input: UpdateMailLayoutInput!) { updateMailLayout(input: $input) ${FIELDS} }`;

test('the look of mails is the usual one until its owner changes it, part by part', async () => {
  const owner = await build.user();
  const usual = {
    accent: '#2447d8',
    ground: '#f6f5f1',
    font: 'SANS',
    logoUrl: null,
    logoAlt: '',
    logoWidth: 160,
  };
  expect((await as(owner).ask(SHOW)).mailLayout).toEqual(usual);
  const logo = { logoUrl: 'https://example.com/logo.png', logoAlt: 'Shop', logoWidth: 200 };
  await as(owner).ask(UPDATE, { input: logo });
  await as(owner).ask(UPDATE, { input: { accent: '#AA0011', font: 'SERIF' } });
  expect((await as(owner).ask(SHOW)).mailLayout).toEqual({
    ...usual,
    ...logo,
    accent: '#aa0011',
    font: 'SERIF',
  });
  expect((await as(await build.user()).ask(SHOW)).mailLayout).toEqual(usual);
});

test.each([
  ['a name of a colour', { accent: 'red' }, 'COLOUR_WRONG'],
  ['styles in a colour', { ground: '#fff;background:url(x)' }, 'COLOUR_WRONG'],
  ['a script as logo', { logoUrl: 'javascript:alert(1)' }, 'IMAGE_ADDRESS_WRONG'],
  ['a logo wider than a mail', { logoWidth: 5000 }, 'OUT_OF_RANGE'],
])('%s is refused', async (_, input, code) => {
  const refused = await as(await build.user()).refused(UPDATE, { input });
  expect(refused.extensions).toMatchObject({ code: 'INVALID', problems: [{ code }] });
});
