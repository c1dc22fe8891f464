import { expect, test, visit } from './journey.ts';
import { linkInMailTo, logIn, password, somebody } from './people.ts';

// The console reports a refused post as an error; for a person it is none.
test.use({ expectedErrors: [/40[014]/] });

test('two people register, confirm by the links in their mails and log in', async ({ page, browser }) => {
  await visit(page, '/');
  await page.getByRole('main').getByRole('link', { name: 'Create account' }).click();
  await page.getByRole('textbox', { name: 'Full name' }).fill('Vera Lindqvist');
  await page.getByRole('textbox', { name: 'Email' }).fill('vera@example.com');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Check your email' })).toBeVisible();
  await expect(page.getByRole('status').getByText('vera@example.com')).toBeVisible();

  await visit(page, '/login');
  await page.getByRole('link', { name: 'Send the link again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Get a new link' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Email' }).fill('vera@example.com');
  await page.getByRole('button', { name: 'Send link' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Check your email' })).toBeVisible();

  const veras = await linkInMailTo(page, 'vera@example.com', 'Confirm the address');
  await visit(page, veras);
  await expect(page.getByRole('textbox', { name: 'Full name' })).toHaveValue('Vera Lindqvist');
  const secret = page.getByRole('textbox', { name: 'Password' });
  await secret.fill('qwertyuiop');
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(secret).toHaveAccessibleDescription(/too common/);
  await expect(secret).toBeFocused();
  await secret.fill(password);
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your account is ready' })).toBeVisible();
  await logIn(page, 'vera@example.com');
  await expect(page.getByRole('heading', { level: 1, name: /Vera/ })).toBeVisible();

  const pavel = await somebody(browser, { javaScriptEnabled: false, locale: 'ru-RU' });
  await pavel.goto('/register');
  await pavel.getByRole('textbox', { name: 'Имя и фамилия' }).fill('Павел Громов');
  await pavel.getByRole('textbox', { name: 'Почта' }).fill('pavel@example.com');
  await pavel.getByRole('button', { name: 'Зарегистрироваться' }).click();
  await expect(pavel.getByRole('heading', { level: 1, name: 'Проверьте почту' })).toBeVisible();
  const pavels = await linkInMailTo(page, 'pavel@example.com', 'Подтвердить адрес');

  // Somebody else's link changes nothing about who is logged in, and shows whose session it is.
  await visit(page, pavels);
  await expect(page.getByText('You are logged in as vera@example.com')).toBeVisible();

  await pavel.goto(pavels);
  await pavel.getByRole('textbox', { name: 'Пароль' }).fill(password);
  await pavel.getByRole('button', { name: 'Задать пароль' }).click();
  await expect(pavel.getByRole('heading', { level: 1, name: 'Учётная запись готова' })).toBeVisible();
  await pavel.getByRole('link', { name: 'Войти' }).first().click();
  await pavel.getByRole('textbox', { name: 'Почта' }).fill('pavel@example.com');
  await pavel.getByRole('textbox', { name: 'Пароль' }).fill(password);
  await pavel.getByRole('button', { name: 'Войти' }).click();
  await expect(pavel.getByRole('heading', { level: 1, name: /Павел/ })).toBeVisible();
  await pavel.context().close();
});

test('a link that was used, and one that never was, say so kindly and lead on', async ({ page }) => {
  await visit(page, '/register');
  await page.getByRole('textbox', { name: 'Full name' }).fill('Once Only');
  await page.getByRole('textbox', { name: 'Email' }).fill('once@example.com');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Check your email' })).toBeVisible();
  const used = await linkInMailTo(page, 'once@example.com', 'Confirm the address');
  await visit(page, used);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your account is ready' })).toBeVisible();

  for (const link of [used, '/confirm-email/nonsense']) {
    await visit(page, link);
    await expect(page.getByRole('heading', { level: 1, name: 'This link no longer works' })).toBeVisible();
  }
  await page.getByRole('link', { name: 'Send a new link' }).click();
  await page.getByRole('textbox', { name: 'Email' }).fill('nobody.at.all@example.com');
  await page.getByRole('button', { name: 'Send link' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Check your email' })).toBeVisible();
});

test('a forgotten password is replaced by the link in a mail, which ends what was open with the old one', async ({
  anna: page,
  postline,
  browser,
}) => {
  const elsewhere = await somebody(browser);
  await visit(elsewhere, '/login');
  await elsewhere.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Forgot your password?' })).toBeVisible();
  await elsewhere.getByRole('textbox', { name: 'Email' }).fill(postline.login.email);
  await elsewhere.getByRole('button', { name: 'Send link' }).click();
  await expect(elsewhere.getByRole('status').getByText(postline.login.email)).toBeVisible();
  const link = await linkInMailTo(page, postline.login.email, 'Set a new password');

  await visit(elsewhere, link);
  const secret = elsewhere.getByRole('textbox', { name: 'New password' });
  await secret.fill('amber-lantern-77');
  await elsewhere.getByRole('button', { name: 'Show password' }).click();
  await expect(secret).toHaveAttribute('type', 'text');
  await elsewhere.getByRole('button', { name: 'Set password' }).click();
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Password changed' })).toBeVisible();
  await visit(elsewhere, link);
  await secret.fill('amber-lantern-78');
  await elsewhere.getByRole('button', { name: 'Set password' }).click();
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'This link no longer works' })).toBeVisible();

  await page.goto('/profile/');
  await expect(page).toHaveURL(/\/login\?next=/);
  await logIn(elsewhere, postline.login.email);
  await expect(elsewhere.getByText('Wrong email or password.')).toBeVisible();
  await logIn(elsewhere, postline.login.email, 'amber-lantern-77');
  await expect(elsewhere.getByRole('heading', { level: 1, name: /Administrator/ })).toBeVisible();

  await visit(elsewhere, '/profile/');
  await elsewhere.getByRole('textbox', { name: 'Current password' }).fill('amber-lantern-77');
  await elsewhere.getByRole('textbox', { name: 'New password' }).fill(postline.login.password);
  await elsewhere.getByRole('button', { name: 'Change password' }).click();
  await expect(elsewhere.getByText('Password changed')).toBeVisible();
  await elsewhere.context().close();
});

test('a person sees where their account is open, and ends it elsewhere', async ({
  anna: page,
  postline,
  browser,
}) => {
  const elsewhere = await somebody(browser);
  await logIn(elsewhere, postline.login.email, postline.login.password);
  await expect(elsewhere.getByRole('heading', { level: 1, name: /Administrator/ })).toBeVisible();

  await visit(page, '/profile/');
  const sessions = page.getByRole('region', { name: 'Sessions' });
  await expect(sessions.getByText('This browser')).toHaveCount(1);
  await expect(sessions.getByText(/Chrome/).nth(1)).toBeVisible();
  await sessions.getByRole('button', { name: 'End all others' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End all others' }).click();
  await expect(page.getByText('You are logged out everywhere else')).toBeVisible();
  await expect(sessions.getByText(/Chrome/)).toHaveCount(1);

  await elsewhere.goto('/profile/');
  await expect(elsewhere).toHaveURL(/\/login\?next=/);
  await elsewhere.context().close();
});
