import { readFile } from 'node:fs/promises';
import { faults } from './faults.ts';
import { listOf, mailingOf, messageOf } from './graphql.ts';
import { inEachWay, test } from './hands/in-each-way.ts';
import { expect, visit, type Page } from './journey.ts';

/** Downloads what the page shows, and returns the file without its heading. */
async function exported(page: Page, button: string): Promise<string[]> {
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: button }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  return text.trim().split('\r\n').slice(1);
}

inEachWay(() => {
  test('a list is made where it is needed', async ({ anna: page, hand }) => {
    const name = `Brand new of ${hand.mark}`;
    await visit(page, '/mailings/create/');
    await hand.pick(page.getByRole('combobox', { name: 'Lists' }), name, `Create “${name}”`);
    await expect(page.getByRole('list', { name: 'Chosen: Lists' }).getByText(name)).toBeVisible();
    await hand.go(page, 'Lists');
    await expect(page.getByRole('link', { name })).toBeVisible();
  });

  test('a list is duplicated with its people', async ({ anna: page, graphql, hand }) => {
    const name = `Choir of ${hand.mark}`;
    const singers = ['alto', 'bass'].map((voice) => `${voice}.${hand.mark}@example.com`);
    await listOf(graphql, name, singers);
    await visit(page, `/lists/?q=${name}`);
    await hand.press(page.getByRole('button', { name: `Actions for ${name}` }));
    await hand.press(page.getByRole('menuitem', { name: 'Duplicate' }));
    await expect(page.getByRole('row', { name: `${name} (copy)` })).toContainText('2');
    expect(await faults(page), 'the lists').toEqual([]);
    await hand.press(page.getByRole('link', { name: `${name} (copy)` }));
    await expect(page.getByRole('row', { name: singers[0]! })).toBeVisible();
  });

  test('a mailing and its message are duplicated', async ({ anna: page, graphql, hand }) => {
    const subject = `Twice, ${hand.mark}`;
    const messageId = await messageOf(graphql, subject);
    const listIds = [await listOf(graphql, `Twice of ${hand.mark}`, [`twice.${hand.mark}@example.com`])];
    const mailingId = await mailingOf(graphql, { name: subject, messageId, listIds });
    await visit(page, `/mailings/${mailingId}/`);
    await hand.press(page.getByRole('button', { name: 'More actions' }));
    await hand.press(page.getByRole('menuitem', { name: 'Duplicate' }));
    await expect(page).not.toHaveURL(new RegExp(`/mailings/${mailingId}/`));
    await expect(page.getByText(`Twice of ${hand.mark}`).first()).toBeVisible();
    await visit(page, `/messages/${messageId}/`);
    await hand.press(page.getByRole('button', { name: 'More actions' }));
    await hand.press(page.getByRole('menuitem', { name: 'Duplicate' }));
    await expect(page).not.toHaveURL(new RegExp(`/messages/${messageId}/`));
    await expect(page.getByRole('textbox', { name: 'Subject' })).toHaveValue(new RegExp(subject));
  });
});

test('mailings, messages and lists are exported as they are shown', async ({ anna: page, graphql }) => {
  const messageId = await messageOf(graphql, 'Kept as a file');
  await messageOf(graphql, 'Left out');
  const listIds = [await listOf(graphql, 'Readers of files', ['file@example.com'])];
  const named = (name: string, more = {}) => mailingOf(graphql, { messageId, name, listIds, ...more });
  await named('By hand of files');
  const mailingId = await named('Later of files', { startAt: '2040-01-02T08:00:00Z' });
  await visit(page, '/mailings/?q=of files');
  await page.getByRole('link', { name: /^Scheduled/ }).click();
  await expect(page.getByRole('link', { name: 'By hand of files' })).toBeHidden();
  const mailings = await exported(page, 'Export 1');
  expect(mailings).toHaveLength(1);
  expect(mailings[0]).toContain('Later of files');
  expect(mailings[0]).toContain('2040-01-02 08:00:00');
  // Other journeys count what is scheduled.
  await graphql('mutation ($id: ID!) { disarmMailing(id: $id) { id } }', { id: mailingId });
  await visit(page, '/messages/?q=as a file');
  const [message, ...others] = await exported(page, 'Export 1');
  expect(message).toContain('Kept as a file');
  expect(others).toEqual([]);
  await visit(page, '/lists/?q=of files');
  expect((await exported(page, 'Export 1'))[0]).toContain('Readers of files');
});

test('built-in groups have Russian names in the Russian client', async ({ anna: page }) => {
  await visit(page, '/groups/');
  await expect(page.getByRole('row', { name: /Managers/ })).toBeVisible();
  await page.getByRole('button', { name: /Переключить на русский/ }).click();
  await page
    .getByRole('row', { name: /Менеджеры/ })
    .getByRole('button', { name: 'Менеджеры', exact: true })
    .click();
  const form = page.getByRole('dialog', { name: /Менеджеры/ });
  await expect(form.getByRole('textbox', { name: 'Название' })).toHaveValue('Менеджеры');
  // Changed and changed back: other journeys count on the group's permissions.
  for (let time = 0; time < 2; time++) await form.getByRole('checkbox').first().click();
  await form.getByRole('button', { name: 'Сохранить' }).click();
  await expect(form).toBeHidden();
  await expect(page.getByRole('row', { name: /Менеджеры/ })).toBeVisible();
  await page.getByRole('button', { name: /Switch to English/ }).click();
  await expect(page.getByRole('row', { name: /Managers/ })).toBeVisible();
});
