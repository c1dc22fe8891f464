import { launchTo, listOf } from './graphql.ts';
import { inEachWay, test } from './hands/in-each-way.ts';
import { expect, visit } from './journey.ts';

inEachWay(() => {
  test('the search finds things, goes to pages and acts on the open mailing', async ({
    anna: page,
    graphql,
    hand,
  }) => {
    const { mark } = hand;
    const name = `Sought by ${mark}`;
    const email = `sought.${mark}@example.com`;
    const listId = await listOf(graphql, name, [email]);
    const { mailingId } = await launchTo(graphql, listId, `Found by ${mark}`);
    const palette = page.getByRole('dialog', { name: 'Search and actions' });
    const search = palette.getByRole('combobox');

    await visit(page, '/');
    await hand.openPalette(page);
    await hand.pick(search, `found by ${mark}`, `Found by ${mark}`);
    await expect(page).toHaveURL(new RegExp(`/mailings/${mailingId}/`));
    await expect(page.getByText('1 of 1 sent')).toBeVisible({ timeout: 30_000 });
    await hand.openPalette(page);
    await hand.pick(search, 'duplic', /^Duplicate/);
    await expect(page).not.toHaveURL(new RegExp(`/mailings/${mailingId}/`));
    await expect(page.getByText(name).first()).toBeVisible();

    await hand.openPalette(page);
    await hand.pick(search, name, name);
    await expect(page.getByRole('row', { name: email })).toBeVisible();
    await hand.openPalette(page);
    await hand.pick(search, 'new segment', 'New segment');
    await expect(page.getByRole('heading', { level: 1, name: 'New segment' })).toBeVisible();
    await hand.openPalette(page);
    await hand.write(search, 'nothing has this name');
    await expect(palette.getByText('Nothing found. Try a different word.')).toBeVisible();
  });
});
