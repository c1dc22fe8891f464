import { faults, faultsInBothThemes } from './faults.ts';
import { expect, test, visit, type Page } from './journey.ts';
import { deadLines, pagesIn, publicPages, routes, unknownRoutes, worldOf } from './routes.ts';

test('every page of the client is among those that are looked at', () => {
  expect(routes.length).toBeGreaterThan(40);
  expect(unknownRoutes, 'pages that need a line in routes.ts').toEqual([]);
  expect(deadLines, 'lines of pages that are gone').toEqual([]);
});

test.describe('in both themes', () => {
  test.use({ colorScheme: 'light', expectedErrors: [/404.*(unsubscribe\/nonsense|nothing\/is\/here)/] });
  test.setTimeout(240_000);

  test('every page is fit for everybody', async ({ anna: page, graphql, postline }) => {
    await page.context().addCookies([{ name: 'locale', value: 'en', url: postline.url }]);
    await areFit(page, pagesIn(await worldOf(graphql, page)));
  });

  test('so is what opens over a page', async ({ anna: page }) => {
    await visit(page, '/recipients');
    await page.getByRole('button', { name: 'Add recipient' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await faultsInBothThemes(page), 'the dialog').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('row').nth(1).getByRole('button').click();
    await expect(page.getByRole('menu')).toBeVisible();
    expect(await faultsInBothThemes(page), 'the menu').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog').getByRole('combobox')).toBeVisible();
    expect(await faultsInBothThemes(page), 'the palette').toEqual([]);
    await page.keyboard.type('nothing is called this');
    await expect(page.getByText('Nothing found.')).toBeVisible();
    expect(await faultsInBothThemes(page), 'the palette without a hit').toEqual([]);

    await visit(page, '/profile/tokens/?new');
    await expect(page.getByRole('dialog', { name: 'New token' })).toBeVisible();
    expect(await faultsInBothThemes(page), 'a new token').toEqual([]);
    await visit(page, '/groups/');
    await page.getByRole('button', { name: 'Managers', exact: true }).click();
    await expect(page.getByRole('dialog', { name: 'Edit Managers' })).toBeVisible();
    expect(await faultsInBothThemes(page), 'the permissions').toEqual([]);
  });

  test('so are the pages for those who are not logged in', async ({ page }) => {
    await areFit(page, publicPages);
  });
});

test.describe('in Russian, on a phone', () => {
  test.use({
    locale: 'ru-RU',
    viewport: { width: 390, height: 844 },
    expectedErrors: [/404.*nothing\/is\/here/],
  });
  test.setTimeout(240_000);

  test('every page is fit for everybody too', async ({ anna: page, graphql, postline }) => {
    await page.context().addCookies([{ name: 'locale', value: 'ru', url: postline.url }]);
    await areFit(page, pagesIn(await worldOf(graphql, page)));
    await visit(page, '/recipients');
    await page.getByRole('button', { name: 'Ещё', exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await faults(page), 'the drawer').toEqual([]);
  });
});

async function areFit(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await visit(page, path);
    expect.soft(await faultsInBothThemes(page), path).toEqual([]);
  }
}
