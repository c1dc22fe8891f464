import { inEachWay, test } from './hands/in-each-way.ts';
import { expect, visit, type Page } from './journey.ts';

inEachWay(() => {
  test('language and theme are still there after a reload', async ({ anna: page, hand }) => {
    await visit(page, '/recipients');
    await hand.press(page.getByRole('button', { name: /Переключить на русский/ }));
    await expect(page.getByRole('heading', { level: 1, name: 'Получатели' })).toBeVisible();
    await hand.press(page.getByRole('button', { name: 'Переключить светлую и тёмную тему' }));
    const html = page.locator('html');
    await expect(html).toHaveAttribute('data-theme', 'dark');

    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'Получатели' })).toBeVisible();
    await expect(html).toHaveAttribute('data-theme', 'dark');
    await expect(html).toHaveAttribute('lang', 'ru');

    // The API's texts are in the language of the profile.
    await visit(page, '/jobs/');
    const jobs = page.getByRole('table').first();
    await expect(jobs).toContainText('Запускает рассылку');
    await hand.press(page.getByRole('button', { name: /Switch to English/ }));
    await expect(jobs).toContainText('Starts a mailing');
  });
});

test('the keyboard goes everywhere, on a Russian layout too', async ({ anna: page }) => {
  await visit(page, '/');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('attempts');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Attempts' })).toBeVisible();

  await expect(page.getByRole('dialog')).toBeHidden();
  await typeRussian(page, [
    ['п', 'KeyG'],
    ['к', 'KeyR'],
  ]);
  await expect(page.getByRole('heading', { level: 1, name: 'Recipients' })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('zoe');
  await expect(page).toHaveURL(/q=zoe/);
  await expect(page.getByRole('row', { name: /zoe\.mueller/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/q=/);
});

test.describe('a page that is not there', () => {
  test.use({ expectedErrors: [/404/] });

  test('says so inside the shell, with a way back', async ({ anna: page }) => {
    await page.goto('/mailings/999999/');
    await expect(page.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible();
    await page.getByRole('link', { name: 'Go to the home page' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Sending now' })).toBeVisible();
  });
});

/** Playwright's keyboard only has the keys of the US layout. */
async function typeRussian(page: Page, keys: [key: string, code: string][]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (const [key, code] of keys) {
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code, text: key });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code });
  }
}
