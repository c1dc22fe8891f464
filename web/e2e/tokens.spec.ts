import { expect, test, visit } from './journey.ts';

test('a token is shown once, works, and is refused from the moment that it is revoked', async ({
  anna: page,
  postline,
}) => {
  const asProgram = async (secret: string) => {
    const response = await fetch(`${postline.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify({ query: '{ viewer { email } recipients(first: 1) { totalCount } }' }),
    });
    return response.json();
  };

  await visit(page, '/');
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'API tokens' }).click();
  await page.getByRole('button', { name: 'New token' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Create token' }).click();
  await expect(dialog.getByText('Enter a name.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Nightly import');
  await dialog.getByRole('checkbox', { name: 'Read' }).uncheck();
  await expect(dialog.getByText('Choose at least one.')).toBeVisible();
  await dialog.getByRole('checkbox', { name: 'Read' }).check();
  await dialog.getByRole('button', { name: 'Create token' }).click();
  await expect(dialog.getByText('Copy it now: you won’t see it again')).toBeVisible();
  const secret = (await dialog.locator('[data-secret]').textContent()) ?? '';
  expect(secret.length).toBeGreaterThan(30);
  await expect(dialog.getByRole('region', { name: 'Try it on the command line' })).toContainText(secret);

  expect(await asProgram(secret)).toMatchObject({ data: { viewer: { email: postline.login.email } } });
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  await visit(page, '/profile/tokens/');
  const row = page.getByRole('row', { name: /Nightly import/ });
  await expect(row).toContainText('Read');
  await expect(row).not.toContainText('never');
  await expect(page.getByText(secret)).toBeHidden();

  await row.getByRole('button', { name: 'Actions for Nightly import' }).click();
  await page.getByRole('menuitem', { name: 'Revoke token' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke token' }).click();
  await expect(page.getByRole('heading', { name: 'No tokens yet' })).toBeVisible();
  const { data, errors } = await asProgram(secret);
  expect(data?.viewer ?? null).toBeNull();
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});
