import { readFile } from 'node:fs/promises';
import { faults } from './faults.ts';
import { expect, test, visit, type Page } from './journey.ts';

const devices = {
  'on a desk': { viewport: { width: 1280, height: 800 } },
  'on a phone': { viewport: { width: 390, height: 844 }, hasTouch: true },
};

/** A typical file: the second and third of its four rows cannot be saved. */
const fileOf = (mark: string) => ({
  name: `people-${mark}.csv`,
  mimeType: 'text/csv',
  buffer: Buffer.from(
    `E-Mail;Имя;Город\nanna.${mark}@example.com;Анна;Рим\nnot an address;Никто;Осло\n;Пусто;Осло\nivan.${mark}@example.com;Иван;Москва\n`,
  ),
});

const choose = async (page: Page, file: ReturnType<typeof fileOf>) => {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles(file);
};

for (const [where, device] of Object.entries(devices)) {
  test.describe(where, () => {
    // A file that cannot be read is refused by status 422, which the browser writes down.
    test.use({ ...device, expectedErrors: [/422.*uploads/] });
    const mark = `file-${where.replaceAll(' ', '-')}`;

    test('a file is checked, imported and taken back; what is refused can be had as a file', async ({
      anna: page,
    }) => {
      await visit(page, '/recipients/import/');
      await choose(page, fileOf(mark));
      await expect(page.getByRole('combobox', { name: 'Import column E-Mail as' })).toHaveValue('EMAIL');
      await page.getByRole('combobox', { name: 'Import column Город as' }).selectOption('Attribute');
      expect(await faults(page), 'the columns').toEqual([]);
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('combobox', { name: 'Add to lists' }).fill(`Imported ${mark}`);
      await page.getByRole('option', { name: `Create “Imported ${mark}”` }).click();
      expect(await faults(page), 'the rules').toEqual([]);
      await page.getByRole('button', { name: 'Check the file' }).click();

      await expect(page.getByText('Checked; nothing is saved yet')).toBeVisible({ timeout: 30_000 });
      expect(await faults(page), 'the plan').toEqual([]);
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Download rejected rows' }).click();
      const rejected = await readFile(await (await download).path(), 'utf8');
      expect(rejected).toContain('not an address');
      expect(rejected).not.toContain(`anna.${mark}@example.com`);
      await page.getByRole('button', { name: 'Import 2 rows' }).click();
      await expect(page.getByText('Imported: 2 recipients saved')).toBeVisible({ timeout: 30_000 });

      await visit(page, `/recipients/?q=${mark}`);
      await expect(page.getByRole('link', { name: 'Анна' })).toBeVisible();
      await page.goBack();
      await page.getByRole('button', { name: 'Undo the import' }).click();
      await expect(page.getByText('The import was undone')).toBeVisible({ timeout: 30_000 });
      await visit(page, `/recipients/?q=${mark}`);
      await expect(page.getByText('No results')).toBeVisible();
      await visit(page, '/recipients/imports/');
      await expect(page.getByRole('row', { name: `people-${mark}.csv` })).toContainText('Undone');
      expect(await faults(page), 'past imports').toEqual([]);
    });

    test('addresses are pasted; a file of something else is refused in words', async ({ anna: page }) => {
      await visit(page, '/recipients/import/');
      await choose(page, {
        name: 'picture.png',
        mimeType: 'image/png',
        buffer: Buffer.from([
          0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0, 1, 2, 3, 255, 254,
        ]),
      });
      await expect(page.getByRole('alert').first()).toBeVisible();
      expect(await faults(page), 'a refused file').toEqual([]);

      const paste = page.getByRole('textbox', { name: 'Or paste addresses or a table' });
      await visit(page, '/recipients/import/');
      await paste.fill(`Olga <olga.${mark}@example.com>, petr.${mark}@example.com`);
      await page.getByRole('button', { name: 'Use this text' }).click();
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('button', { name: 'Check the file' }).click();
      await page.getByRole('button', { name: 'Import 2 rows' }).click({ timeout: 30_000 });
      await expect(page.getByText('Imported: 2 recipients saved')).toBeVisible({ timeout: 30_000 });
      await page.getByRole('link', { name: 'Show recipients' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Recipients' })).toBeVisible();
    });
  });
}

test('by keyboard alone from a pasted table to people', async ({ anna: page }) => {
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      const focused = page.locator(':focus');
      const label = await focused.evaluate(
        (element) =>
          element.getAttribute('aria-label') ??
          (element as HTMLInputElement).labels?.[0]?.textContent ??
          element.textContent,
      );
      if (name.test(label?.trim() ?? '')) return;
    }
    throw new Error(`Nothing on the way is called ${name}`);
  };
  await visit(page, '/recipients/import/');
  await tabTo(/^Or paste/);
  await page.keyboard.type('email\tname\nkeyboard@example.com\tKey Board');
  await tabTo(/^Use this text/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Import column email as' })).toBeVisible();
  // The focus is where the work goes on, not lost with the button.
  const step = page.getByRole('list', { name: 'Steps of the import' }).locator('[aria-current=step]');
  await expect(step).toBeFocused();
  await tabTo(/^Next/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Check the file' })).toBeVisible();
  await expect(step).toBeFocused();
  await tabTo(/^Check the file/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Import 1 row' })).toBeVisible({ timeout: 30_000 });
  await expect(step).toBeFocused();
  await tabTo(/^Import 1 row/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Check and import' })).toBeFocused();
  await expect(page.getByText('Imported: 1 recipient saved')).toBeVisible({ timeout: 30_000 });
});
