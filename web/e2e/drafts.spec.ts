import { faults } from './faults.ts';
import { listOf, mailingOf, messageOf } from './graphql.ts';
import { inEachWay, test } from './hands/in-each-way.ts';
import { expect, visit } from './journey.ts';

inEachWay(() => {
  test('what is typed survives a reload, and a look at another page', async ({ anna: page, hand }) => {
    await visit(page, '/messages/create/');
    const subject = page.getByRole('textbox', { name: 'Subject' });
    await hand.write(subject, 'Half a thought');
    await page.waitForTimeout(400);
    await page.reload();
    await expect(page.getByText('Unsaved changes restored')).toBeVisible();
    await expect(subject).toHaveValue('Half a thought');
    await hand.press(page.getByRole('button', { name: 'Discard them' }));
    await expect(subject).toHaveValue('');

    await visit(page, '/mailings/create/');
    const name = page.getByRole('textbox', { name: 'Name of the mailing' });
    await hand.write(name, 'Not sent yet');
    await hand.press(page.getByRole('link', { name: 'New message' }));
    await expect(page.getByRole('heading', { level: 1, name: 'New message' })).toBeVisible();
    await page.goBack();
    await expect(name).toHaveValue('Not sent yet');
    await hand.press(page.getByRole('button', { name: 'Discard them' }));
  });

  test('a session that ends while something is typed loses nothing of it', async ({
    anna: page,
    graphql,
    hand,
    postline,
  }) => {
    const id = await messageOf(graphql, `Before, ${hand.mark}`);
    await visit(page, `/messages/${id}/`);
    const subject = page.getByRole('textbox', { name: 'Subject' });
    await hand.write(subject, 'Typed before the session ended');
    await page.context().clearCookies();
    await hand.press(page.getByRole('button', { name: 'Save' }));
    const question = page.getByRole('dialog', { name: 'Your session has ended' });
    const password = question.getByRole('textbox', { name: 'Password' });
    // The address above it is not to be changed.
    await expect(password).toBeFocused();
    await hand.write(password, 'not this one');
    await hand.press(question.getByRole('button', { name: 'Log in' }));
    await expect(question.getByText('You are not logged in')).toBeVisible();
    await hand.write(password, postline.login.password);
    await hand.press(question.getByRole('button', { name: 'Log in' }));
    await expect(question).toBeHidden();
    await expect(page.getByText(/^Saved/).first()).toBeVisible();
    await expect(subject).toHaveValue('Typed before the session ended');

    // The same for a page that is opened.
    await page.context().clearCookies();
    await hand.go(page, 'Recipients');
    await hand.write(password, postline.login.password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Recipients' })).toBeVisible();
  });

  test('two who change the same at a time see both versions, and one of them decides', async ({
    anna: page,
    graphql,
    hand,
  }) => {
    const { mark } = hand;
    const conflict = page.getByRole('region', { name: 'Somebody else has saved changes' });
    const id = await messageOf(graphql, `Both, ${mark}`);
    await visit(page, `/messages/${id}/`);
    const subject = page.getByRole('textbox', { name: 'Subject' });
    await hand.write(subject, `Mine, ${mark}`);
    await graphql(
      'mutation ($id: ID!, $input: UpdateMessageInput!) { updateMessage(id: $id, input: $input) { id } }',
      { id, input: { subject: `Theirs, ${mark}`, body: '<p>Their words</p>' } },
    );
    await hand.press(page.getByRole('button', { name: 'Save' }));
    await expect(conflict.getByText(`Theirs, ${mark}`)).toBeVisible();
    await expect(conflict.getByText(`Mine, ${mark}`)).toBeVisible();
    await expect(conflict.frameLocator('iframe').first().getByText('Their words')).toBeVisible();
    expect(await faults(page), 'both versions').toEqual([]);
    await hand.press(conflict.getByRole('button', { name: 'Overwrite with mine' }));
    await expect(conflict).toBeHidden();
    await expect(page.getByText(/^Saved/).first()).toBeVisible();
    await expect(subject).toHaveValue(`Mine, ${mark}`);

    const listId = await listOf(graphql, `Both, ${mark}`, [`both.${mark}@example.com`]);
    const mailingId = await mailingOf(graphql, { name: `Both, ${mark}`, messageId: id, listIds: [listId] });
    await visit(page, `/mailings/${mailingId}/update/`);
    const name = page.getByRole('textbox', { name: 'Name of the mailing' });
    await hand.write(name, `Mine, ${mark}`);
    await graphql(
      'mutation ($id: ID!, $input: UpdateMailingInput!) { updateMailing(id: $id, input: $input) { id } }',
      { id: mailingId, input: { name: `Theirs, ${mark}`, listIds: [] } },
    );
    await hand.press(page.getByRole('button', { name: 'Save' }));
    await expect(conflict.getByText(`Theirs, ${mark}`)).toBeVisible();
    await expect(conflict.getByText(`Both, ${mark}`)).toBeVisible();
    await hand.press(conflict.getByRole('button', { name: 'Discard mine' }));
    await expect(conflict).toBeHidden();
    await expect(name).toHaveValue(`Theirs, ${mark}`);
  });

  test('two who change one recipient at a time see both versions', async ({ anna: page, graphql, hand }) => {
    const email = `changed.${hand.mark}@example.com`;
    const { recipient } = await graphql(
      'mutation ($input: CreateRecipientInput!) { recipient: createRecipient(input: $input) { id } }',
      { input: { email, fullName: 'First name', attributes: { city: 'Oslo' } } },
    );
    await visit(page, `/recipients/${recipient!.id}/`);
    const name = page.getByRole('textbox', { name: 'Full name' });
    await hand.write(name, 'My name');
    await graphql(
      'mutation ($id: ID!, $input: UpdateRecipientInput!) { updateRecipient(id: $id, input: $input) { id } }',
      { id: recipient!.id, input: { fullName: 'Their name', attributes: { city: 'Rome' } } },
    );
    await hand.press(page.getByRole('button', { name: 'Save', exact: true }));
    const conflict = page.getByRole('region', { name: 'Somebody else has saved changes' });
    await expect(conflict.getByText('Their name')).toBeVisible();
    await expect(conflict.getByText('city: Rome')).toBeVisible();
    await hand.press(conflict.getByRole('button', { name: 'Overwrite with mine' }));
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    await page.reload();
    await expect(name).toHaveValue('My name');
  });
});
