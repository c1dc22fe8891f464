import { faults } from './faults.ts';
import { messageOf } from './graphql.ts';
import { inEachWay, test } from './hands/in-each-way.ts';
import { expect, visit } from './journey.ts';

inEachWay(() => {
  test('a message is written as it will be read, placeholders and button included', async ({
    anna: page,
    hand,
  }) => {
    await visit(page, '/messages/create/');
    const text = page.getByRole('textbox', { name: 'Text' });
    await hand.write(page.getByRole('textbox', { name: 'Subject' }), `Written as it is read, ${hand.mark}`);
    await hand.enter(text);
    await page.keyboard.type('News for {{email');
    await expect(page.getByRole('option', { name: /Email address/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await page.keyboard.type(' today.');
    await expect(text.getByRole('img', { name: 'Email address' })).toBeVisible();
    await hand.press(page.getByRole('button', { name: 'Button', exact: true }));
    const dialog = page.getByRole('dialog', { name: 'Button' });
    await hand.write(dialog.getByRole('textbox', { name: 'Address' }), 'javascript:alert(1)');
    await hand.press(dialog.getByRole('button', { name: 'Insert' }));
    await expect(dialog.getByText('Enter an address that starts with')).toBeVisible();
    await hand.write(dialog.getByRole('textbox', { name: 'Address' }), 'example.com/?a=1&b=2');
    await hand.write(dialog.getByRole('textbox', { name: 'Text on the button' }), 'Read on');
    await hand.press(dialog.getByRole('button', { name: 'Insert' }));
    await hand.turnTo(page, 'Preview');
    // Two for a moment, until the new one is shown.
    const preview = page.getByRole('region', { name: 'Preview' }).locator('iframe').last().contentFrame();
    await expect(preview.getByText('News for person@example.org today.')).toBeVisible();
    await expect(preview.getByRole('link', { name: 'Read on' })).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await hand.turnTo(page, 'Edit');

    await hand.press(page.getByRole('button', { name: 'Create message' }));
    await expect(page).toHaveURL(/\/messages\/\d+\/$/);
    await page.reload();
    await expect(text.getByRole('img', { name: 'Email address' })).toBeVisible();
    await hand.press(page.getByRole('radio', { name: 'HTML' }));
    // Only visible lines are in the page.
    await expect(text).toContainText('{{ recipient.fullName | default: "friend" }}');
    await hand.press(page.getByRole('radio', { name: 'Plain text' }));
    await expect(text).toHaveValue(/Read on: https:\/\/example\.com\/\?a=1&b=2/);
    await hand.press(page.getByRole('button', { name: 'Undo' }));
    await expect(text).toContainText('{{ recipient.fullName | default: "friend" }}');
  });
});

test('a placeholder is not lost by typing, and End stays in its line', async ({ anna: page }) => {
  await visit(page, '/messages/create/');
  const text = page.getByRole('textbox', { name: 'Text' });
  const line = text.getByRole('paragraph').nth(1);
  await line.click();
  await page.keyboard.type('To {{email');
  await expect(page.getByRole('option', { name: /Email address/ })).toBeVisible();
  await page.keyboard.press('Enter');
  const chip = line.getByRole('img', { name: 'Email address' });
  await expect(chip).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  await expect(line).toContainText('!');
  // As the keyboard of a phone types: without naming keys.
  await chip.click();
  await page.keyboard.insertText('и');
  await expect(chip).toBeVisible();
  await expect(line).toContainText('и!');
});

test('a message of other origin is converted only if nothing but looks is lost', async ({
  anna: page,
  graphql,
}) => {
  const plain = await messageOf(graphql, 'Of other origin', '<p style="color: red">Hello <b>you</b></p>');
  await visit(page, `/messages/${plain}/`);
  await page.getByText('Write', { exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Convert to the editor’s layout?' });
  await expect(question.getByText('colors, fonts and other styles')).toBeVisible();
  await question.getByRole('button', { name: 'Convert' }).click();
  await expect(page.getByRole('textbox', { name: 'Text' }).locator('strong')).toHaveText('you');
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(page.getByRole('textbox', { name: 'Text' })).toContainText('<p style="color: red">');

  const logical = await messageOf(
    graphql,
    'With logic',
    '<p>{% if recipient.fullName %}Hello{% endif %}</p>',
  );
  await visit(page, `/messages/${logical}/`);
  await page.getByText('Write', { exact: true }).click();
  const refusal = page.getByRole('dialog', { name: 'This message can only be edited as HTML' });
  await refusal.getByRole('button', { name: 'Keep as HTML' }).click();
  await expect(page.getByRole('textbox', { name: 'Text' })).toContainText('{% if recipient.fullName %}');
});

test('MJML is turned into HTML, and back', async ({ anna: page, graphql }) => {
  const section =
    '<mj-section><mj-column><mj-text>Dear {{ recipient.fullName }}</mj-text></mj-column></mj-section>';
  const id = await messageOf(
    graphql,
    'From a designer',
    `<mjml><mj-body>{% if true %}${section}{% endif %}</mj-body></mjml>`,
  );
  await visit(page, `/messages/${id}/`);
  const text = page.getByRole('textbox', { name: 'Text' });
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.getByText('Convert it to HTML first')).toBeVisible();
  await page.getByRole('button', { name: 'Convert to HTML' }).click();
  await expect(page.getByText('{% if true %} would be lost there')).toBeVisible();

  await text.fill(`<mjml><mj-body>${section}</mj-body></mjml>`);
  await page.getByRole('button', { name: 'Convert to HTML' }).click();
  await expect(page.getByText('The MJML is now HTML')).toBeVisible();
  await expect(text).toContainText('<!doctype html>');
  await expect(preview.locator('iframe').last().contentFrame().getByText('Dear Person')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(text).toContainText('<mj-section>');
});
