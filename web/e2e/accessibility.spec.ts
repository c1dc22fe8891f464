import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, visit, type Page } from './journey.ts';

const pages = [
  '/',
  '/recipients',
  '/recipients/1/',
  '/lists',
  '/messages',
  '/messages/1/',
  '/messages/create/',
  '/mailings',
  '/mailings/1/',
  '/mailings/create/',
  '/mailings/1/update/',
  '/attempts',
  '/intervals',
  '/suppressions/',
  '/mailbox',
  '/profile/',
  '/profile/tokens/',
  '/users/management/',
  '/users/management/1/',
  '/groups/',
];
const publicPages = [
  '/',
  '/login',
  '/register',
  '/confirm-email',
  '/confirm-email/nonsense',
  '/password-recovery',
  '/password-reset/nonsense',
  '/unsubscribe/nonsense',
  '/unsubscribe/nonsense?done',
];

/** What a sandboxed frame holds is a mail, not ours; axe cannot run in it either. */
async function faults(page: Page): Promise<string[]> {
  const builder = new AxeBuilder({ page }).setLegacyMode(true).exclude('iframe');
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme, expectedErrors: [/404.*unsubscribe\/nonsense/] });
    test.setTimeout(120_000);

    test('every page is fit for everybody', async ({ anna: page }) => {
      for (const path of pages) {
        await visit(page, path);
        expect(await faults(page), path).toEqual([]);
      }
    });

    test('so is what opens over a page', async ({ anna: page }) => {
      await visit(page, '/recipients');
      await page.getByRole('button', { name: 'Add recipient' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await faults(page), 'the dialog').toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('row').nth(1).getByRole('button').click();
      await expect(page.getByRole('menu')).toBeVisible();
      expect(await faults(page), 'the menu').toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('dialog').getByRole('combobox')).toBeVisible();
      expect(await faults(page), 'the palette').toEqual([]);
      await page.keyboard.type('nothing is called this');
      await expect(page.getByText('Nothing found.')).toBeVisible();
      expect(await faults(page), 'the palette without a hit').toEqual([]);

      await visit(page, '/profile/tokens/?new');
      await expect(page.getByRole('dialog', { name: 'New token' })).toBeVisible();
      expect(await faults(page), 'a new token').toEqual([]);
      await visit(page, '/groups/');
      await page.getByRole('button', { name: 'Managers', exact: true }).click();
      await expect(page.getByRole('dialog', { name: 'Edit Managers' })).toBeVisible();
      expect(await faults(page), 'the permissions').toEqual([]);
    });

    test('so are the pages for those who are not logged in', async ({ page }) => {
      for (const path of publicPages) {
        await visit(page, path);
        expect(await faults(page), path).toEqual([]);
      }
    });
  });
}

test.describe('in Russian, on a phone', () => {
  test.use({ locale: 'ru-RU', viewport: { width: 390, height: 844 } });
  test.setTimeout(120_000);

  test('every page is fit for everybody too', async ({ anna: page, postline }) => {
    await page.context().addCookies([{ name: 'locale', value: 'ru', url: postline.url }]);
    for (const path of pages) {
      await visit(page, path);
      expect(await faults(page), path).toEqual([]);
    }
    await visit(page, '/recipients');
    await page.getByRole('button', { name: 'Ещё', exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await faults(page), 'the drawer').toEqual([]);
  });
});
