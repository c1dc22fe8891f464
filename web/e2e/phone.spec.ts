import { faults, overflow } from './faults.ts';
import { listOf, mailingOf, messageOf } from './graphql.ts';
import { expect, test, visit, type Page } from './journey.ts';
import { pagesIn, publicPages, worldOf } from './routes.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test('a phone gets everywhere by thumb', async ({ anna: page }) => {
  await visit(page, '/');
  const bar = page.getByRole('navigation', { name: 'Quick navigation' });
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

test('a phone shows the text or its preview, and sorts a list by any column', async ({
  anna: page,
  graphql,
}) => {
  const id = await messageOf(graphql, 'Read on a phone');
  await visit(page, `/messages/${id}/`);
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview).toBeHidden();
  await page.getByRole('radio', { name: 'Preview' }).check({ force: true });
  await expect(preview.getByText('Read on a phone')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Subject' })).toBeHidden();
  await page.getByRole('radio', { name: 'Edit' }).check({ force: true });
  await page.getByRole('textbox', { name: 'Subject' }).fill('Read on any phone');
  await page.getByRole('button', { name: 'Save' }).tap();
  await expect(page.getByText(/^Saved/)).toBeVisible();

  await visit(page, '/recipients/');
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption({ label: 'Email, descending' });
  await expect(page).toHaveURL(/sort=-email/);
  await expect(page.getByRole('combobox', { name: 'Sort by' })).toHaveValue('-email');
});

test('a phone shows the first words of each message, as a mailbox does', async ({
  anna: page,
  graphql,
  postline,
}) => {
  const body = '<p>Здравствуйте, {{ recipient.fullName }}!</p><p>Встречаемся в пятницу</p>';
  await messageOf(graphql, 'Встреча', body);
  await page.context().addCookies([{ name: 'locale', value: 'ru', url: postline.url }]);
  await visit(page, '/messages/?q=Встреча');
  const row = page.getByRole('row', { name: /Встреча/ });
  await expect(row).toContainText('Здравствуйте, ⟨Имя получателя⟩! Встречаемся в пятницу');
  expect(await faults(page), 'the messages').toEqual([]);
});

test.describe('on the narrowest phone', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test('a page has one button and a menu, and each row its own menu', async ({
    anna: page,
    graphql,
    postline,
  }) => {
    await listOf(graphql, 'Подписчики всех новостей', ['narrow@example.com']);
    const filter = { search: 'narrow' };
    await graphql('mutation ($input: CreateSegmentInput!) { segment: createSegment(input: $input) { id } }', {
      input: { name: 'Подписчики из всех городов', filter },
    });
    await page.context().addCookies([{ name: 'locale', value: 'ru', url: postline.url }]);
    await visit(page, '/recipients/');
    const more = page.getByRole('main').getByRole('button', { name: 'Другие действия' });
    const places = [more, page.getByRole('button', { name: 'Добавить получателя' })].map((button) =>
      button.boundingBox().then((box) => box!.y),
    );
    expect(new Set(await Promise.all(places)).size).toBe(1);
    await expect(page.getByRole('link', { name: /^Экспорт/ })).toBeHidden();
    await more.tap();
    const download = page.waitForEvent('download');
    await expect(page.getByRole('menuitem', { name: 'Импорт' })).toBeVisible();
    await page.getByRole('menuitem', { name: /^Экспорт/ }).tap();
    expect((await download).suggestedFilename()).toMatch(/^recipients-.*\.csv$/);
    for (const path of ['/lists/', '/segments/']) {
      await visit(page, path);
      const row = page.getByRole('row', { name: /Подписчики/ }).first();
      await expect(row).toContainText('1 получатель');
      // Other journeys' rows may stand above.
      await row.scrollIntoViewIfNeeded();
      await expect(row.locator('[data-row-menu]')).toBeInViewport({ ratio: 1 });
    }
  });
});

test.describe('nothing is wider than the window', () => {
  test.use({ expectedErrors: [/404.*nothing\/is\/here/] });

  test('at any width', async ({ anna: page, graphql, postline }) => {
    test.setTimeout(240_000);
    const pages = pagesIn(await worldOf(graphql, page));
    // Russian texts are wider.
    await page.context().addCookies([{ name: 'locale', value: 'ru', url: postline.url }]);
    await fit(page, pages);
  });
});

test('nor does a long name widen a page', async ({ anna: page, graphql }) => {
  const name =
    'Invitation to the yearly conference on email, mailings and their delivery, for all who did not answer';
  const listId = await listOf(graphql, name, ['long.name@example.com']);
  const messageId = await messageOf(graphql, name);
  const mailingId = await mailingOf(graphql, { name, messageId, listIds: [listId] });
  await graphql('mutation ($input: LaunchSendInput!) { run: launchSend(input: $input) { id } }', {
    input: { mailingId },
  });
  const people = ['/recipients', `/recipients?list=${listId}`, '/lists'];
  const mails = [`/messages/${messageId}/`, `/mailings/${mailingId}/`, `/attempts?mailing=${mailingId}`];
  for (const path of ['/', ...people, ...mails]) {
    await visit(page, path);
    await expect(page.getByText(name).first()).toBeAttached();
    expect(await overflow(page), path).toBeLessThanOrEqual(0);
  }
  await visit(page, '/recipients?q=long.name');
  await page.getByRole('link', { name: 'long.name@example.com' }).tap();
  await expect(page.getByRole('list', { name: /Lists/ })).toContainText(name);
  expect(await overflow(page), 'the recipient').toBeLessThanOrEqual(0);
});

test.describe('nor is anything before log-in', () => {
  test.use({ expectedErrors: [/404.*unsubscribe\/nonsense/] });

  test('at any width', async ({ page }) => {
    await fit(page, publicPages);
  });
});

async function fit(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await visit(page, path);
    for (const width of [320, 390, 768, 1024, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      expect.soft(await overflow(page), `${path} at ${width} px`).toBeLessThanOrEqual(0);
    }
  }
}
