import { expect, test, visit, type Page } from './journey.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

test('a phone gets everywhere by thumb', async ({ anna: page }) => {
  await visit(page, '/');
  const bar = page.getByRole('navigation', { name: 'Main' });
  await bar.getByRole('link', { name: 'Recipients' }).tap();
  await expect(page.getByRole('heading', { level: 1, name: 'Recipients' })).toBeVisible();
  await bar.getByRole('link', { name: 'Mailings' }).tap();
  await page.getByRole('link', { name: 'First mailing' }).tap();
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'More', exact: true }).tap();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('link', { name: 'Attempts' }).tap();
  await expect(page.getByRole('heading', { level: 1, name: 'Attempts' })).toBeVisible();
  await expect(drawer).toBeHidden();
});

test('nothing is wider than a phone', async ({ anna: page }) => {
  const paths = ['/', '/recipients', '/recipients/1/', '/lists', '/messages', '/messages/1/', '/mailings'];
  const mailings = ['/mailings/1/', '/mailings/create/', '/attempts', '/intervals', '/mailbox'];
  const accounts = [
    '/profile/',
    '/profile/tokens/',
    '/users/management/',
    '/users/management/1/',
    '/groups/',
  ];
  for (const path of [...paths, ...mailings, ...accounts]) {
    await visit(page, path);
    expect(await overflow(page), path).toBeLessThanOrEqual(0);
  }
});

test('nor is anything before log-in', async ({ page }) => {
  const paths = ['/', '/login', '/register', '/confirm-email/nonsense', '/password-recovery'];
  for (const path of [...paths, '/password-reset/nonsense']) {
    await visit(page, path);
    expect(await overflow(page), path).toBeLessThanOrEqual(0);
  }
});
