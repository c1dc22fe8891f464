import { listOf, mailingOf, messageOf } from './graphql.ts';
import { inEachWay, test } from './hands/in-each-way.ts';
import { confirmLaunch, expect, visit } from './journey.ts';

inEachWay(() => {
  test('from nothing to a mail that arrived', async ({ page, postline, hand }) => {
    const { mark } = hand;
    const email = `grace.${mark}@example.com`;
    await visit(page, '/');
    await hand.press(page.getByRole('main').getByRole('link', { name: 'Log in' }));
    await hand.write(page.getByRole('textbox', { name: 'Email' }), postline.login.email);
    await hand.write(page.getByRole('textbox', { name: 'Password' }), postline.login.password);
    await hand.press(page.getByRole('button', { name: 'Log in' }));
    await expect(page.getByRole('heading', { level: 1, name: /Administrator/ })).toBeVisible();

    await hand.go(page, 'Recipients');
    await hand.press(page.getByRole('button', { name: 'Add recipient' }));
    const person = page.getByRole('dialog', { name: 'Add recipient' });
    await hand.press(person.getByRole('button', { name: 'Add recipient' }));
    await expect(person.getByText('Enter an email address.')).toBeVisible();
    await hand.write(person.getByRole('textbox', { name: 'Email' }), email);
    await hand.write(person.getByRole('textbox', { name: 'Full name' }), `Grace ${mark}`);
    await hand.press(person.getByRole('button', { name: 'Add recipient' }));
    await expect(page.getByRole('link', { name: `Grace ${mark}` })).toBeVisible();

    await hand.go(page, 'Messages');
    await hand.press(page.getByRole('link', { name: 'New message' }));
    await hand.write(page.getByRole('textbox', { name: 'Subject' }), 'A letter to {{ recipient.fullName }}');
    await hand.press(page.getByRole('radio', { name: 'HTML' }));
    const body = `<p>Dear {{ recipient.fullName }},\nit works for ${mark}.</p>`;
    await hand.write(page.getByRole('textbox', { name: 'Text' }), body);
    await hand.turnTo(page, 'Preview');
    const preview = page.getByRole('region', { name: 'Preview' });
    await expect(preview.getByText('A letter to Person')).toBeVisible();
    await hand.turnTo(page, 'Edit');
    await hand.press(page.getByRole('button', { name: 'Create message' }));
    await expect(page).toHaveURL(/\/messages\/\d+\/$/);

    await hand.go(page, 'Mailings');
    await hand.press(page.getByRole('link', { name: 'New mailing' }));
    await hand.pick(page.getByRole('combobox', { name: 'Message' }), 'A letter', /A letter to/);
    const people = page.getByRole('combobox', { name: 'Individual recipients' });
    await hand.pick(people, `grace.${mark}`, new RegExp(`Grace ${mark}`));
    await hand.write(page.getByRole('textbox', { name: 'Name of the mailing' }), `The journey of ${mark}`);
    await hand.press(page.getByRole('button', { name: 'Create mailing' }));
    await expect(page.getByRole('heading', { level: 1, name: `The journey of ${mark}` })).toBeVisible();

    await hand.press(page.getByRole('button', { name: 'Send', exact: true }));
    await confirmLaunch(page, hand, 'Send to 1 recipient');
    await expect(page.getByText('Nothing has been sent yet')).toBeVisible();
    await expect(page.getByText('1 of 1 sent')).toBeVisible({ timeout: 30_000 });

    await hand.go(page, 'Mailbox');
    await expect(page).toHaveURL(/\/mailbox/);
    const subject = `A letter to Grace ${mark}`;
    await hand.press(page.getByRole('link', { name: new RegExp(subject) }));
    const mail = page.getByRole('article', { name: subject });
    await expect(mail).toBeVisible();
    await expect(
      mail.frameLocator('iframe').getByText(`Dear Grace ${mark}, it works for ${mark}.`),
    ).toBeVisible();

    await hand.go(page, 'Attempts');
    await expect(page.getByRole('row', { name: email })).toContainText('Success');
  });

  test('a launch that is taken back sends nothing', async ({ anna: page, graphql, hand }) => {
    const name = `Second thoughts of ${hand.mark}`;
    const listId = await listOf(graphql, name, [`hasty.${hand.mark}@example.com`]);
    const messageId = await messageOf(graphql, 'Sent too soon');
    const mailingId = await mailingOf(graphql, { name, messageId, listIds: [listId] });
    await visit(page, `/mailings/${mailingId}/`);
    await hand.press(page.getByRole('button', { name: 'Send', exact: true }));
    await hand.press(page.getByRole('alertdialog').getByRole('button', { name: /^Send to/ }));
    await hand.press(page.getByRole('main').getByRole('button', { name: 'Undo' }).first());
    await expect(page.getByText('Undone. Nothing was sent.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible();
  });
});
