import { readFile } from 'node:fs/promises';
import { faults } from './faults.ts';
import { inEachWay, test } from './hands/in-each-way.ts';
import { expect, visit } from './journey.ts';

/** A typical file: the second and third of its four rows cannot be saved. */
const fileOf = (mark: string) => ({
  name: `people-${mark}.csv`,
  mimeType: 'text/csv',
  buffer: Buffer.from(
    `E-Mail;Имя;Город\nanna.${mark}@example.com;Анна;Рим\nnot an address;Никто;Осло\n;Пусто;Осло\nivan.${mark}@example.com;Иван;Москва\n`,
  ),
});

// A file that cannot be read is refused by status 422, which the browser writes down.
test.use({ expectedErrors: [/422.*uploads/] });

inEachWay(() => {
  test('a file is checked, imported and taken back; what is refused can be had as a file', async ({
    anna: page,
    hand,
  }) => {
    const mark = `file-${hand.mark}`;
    await visit(page, '/recipients/import/');
    await hand.upload(page.getByRole('button', { name: 'Choose a file' }), fileOf(mark));
    await expect(page.getByRole('combobox', { name: 'Import column E-Mail as' })).toHaveValue('EMAIL');
    await hand.select(page.getByRole('combobox', { name: 'Import column Город as' }), 'Attribute');
    expect(await faults(page), 'the columns').toEqual([]);
    await hand.press(page.getByRole('button', { name: 'Next' }));
    await hand.pick(
      page.getByRole('combobox', { name: 'Add to lists' }),
      `Imported ${mark}`,
      `Create “Imported ${mark}”`,
    );
    expect(await faults(page), 'the rules').toEqual([]);
    await hand.press(page.getByRole('button', { name: 'Check the file' }));

    await expect(page.getByText('Checked; nothing is saved yet')).toBeVisible({ timeout: 30_000 });
    expect(await faults(page), 'the plan').toEqual([]);
    const download = page.waitForEvent('download');
    await hand.press(page.getByRole('link', { name: 'Download rejected rows' }));
    const rejected = await readFile(await (await download).path(), 'utf8');
    expect(rejected).toContain('not an address');
    expect(rejected).not.toContain(`anna.${mark}@example.com`);
    await hand.press(page.getByRole('button', { name: 'Import 2 rows' }));
    await expect(page.getByText('Imported: 2 recipients saved')).toBeVisible({ timeout: 30_000 });

    await visit(page, `/recipients/?q=${mark}`);
    await expect(page.getByRole('link', { name: 'Анна' })).toBeVisible();
    await page.goBack();
    await hand.press(page.getByRole('button', { name: 'Undo the import' }));
    await expect(page.getByText('The import was undone')).toBeVisible({ timeout: 30_000 });
    await visit(page, `/recipients/?q=${mark}`);
    await expect(page.getByText('No results')).toBeVisible();
    await visit(page, '/recipients/imports/');
    await expect(page.getByRole('row', { name: `people-${mark}.csv` })).toContainText('Undone');
    expect(await faults(page), 'past imports').toEqual([]);
  });

  test('addresses are pasted; a file of something else is refused in words', async ({ anna: page, hand }) => {
    const mark = `file-${hand.mark}`;
    await visit(page, '/recipients/import/');
    await hand.upload(page.getByRole('button', { name: 'Choose a file' }), {
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
    await hand.write(paste, `Olga <olga.${mark}@example.com>, petr.${mark}@example.com`);
    await hand.press(page.getByRole('button', { name: 'Use this text' }));
    await hand.press(page.getByRole('button', { name: 'Next' }));
    await hand.press(page.getByRole('button', { name: 'Check the file' }));
    await hand.press(page.getByRole('button', { name: 'Import 2 rows' }));
    await expect(page.getByText('Imported: 2 recipients saved')).toBeVisible({ timeout: 30_000 });
    await hand.press(page.getByRole('link', { name: 'Show recipients' }));
    await expect(page.getByRole('heading', { level: 1, name: 'Recipients' })).toBeVisible();
  });
});
