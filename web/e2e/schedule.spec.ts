import { faults } from './faults.ts';
import { messageOf } from './graphql.ts';
import { inEachWay, test } from './hands/in-each-way.ts';
import { expect, visit } from './journey.ts';

/** Journeys count what is scheduled. */
const DISARM = 'mutation ($id: ID!) { disarmMailing(id: $id) { id } }';

inEachWay(() => {
  test('a mailing repeats at a step that nobody had to prepare', async ({ anna: page, graphql, hand }) => {
    const { mark } = hand;
    const subject = `Every now and then, ${mark}`;
    await messageOf(graphql, subject);
    await visit(page, '/mailings/create/');
    await hand.pick(page.getByRole('combobox', { name: 'Message' }), subject, subject);
    await hand.press(page.getByRole('radio', { name: /^On a schedule/ }));
    await hand.press(page.getByRole('button', { name: 'Tomorrow 9:00' }));
    await hand.select(page.getByRole('combobox', { name: 'Repeat' }), 'Every…');
    await hand.write(page.getByRole('spinbutton', { name: 'Every' }), '5');
    await hand.select(page.getByRole('combobox', { name: 'Unit' }), 'days');
    const zone = page.getByRole('combobox', { name: 'Time zone' });
    await hand.pick(zone, 'vienna', /Vienna/);
    const summary = page.getByRole('complementary', { name: 'Summary' });
    await expect(summary.getByText('Next runs')).toBeVisible();
    await expect(summary.getByRole('listitem')).toHaveCount(5);
    await expect(summary.getByRole('list')).toHaveAttribute('aria-busy', 'false');
    expect(await faults(page), 'the form').toEqual([]);
    await hand.press(page.getByRole('button', { name: 'Create mailing' }));
    await expect(page.getByText('Every 5 days, from')).toBeVisible();
    const id = /\d+/.exec(new URL(page.url()).pathname)![0];
    await graphql(DISARM, { id });
  });

  test('a start is chosen in Russian: the whole month is in view, and the zone has a Russian name', async ({
    anna: page,
    postline,
    hand,
  }) => {
    await page.context().addCookies([{ name: 'locale', value: 'ru', url: postline.url }]);
    await visit(page, '/mailings/create/');
    await hand.press(page.getByRole('radio', { name: /^По расписанию/ }));
    await hand.press(page.getByRole('button', { name: /^Начало:/ }));
    const month = page.getByRole('dialog', { name: 'Начало' });
    await hand.press(month.getByRole('button', { name: 'Следующий месяц' }));
    await expect(month.getByRole('button', { name: 'Предыдущий месяц' })).toBeEnabled();
    await expect(month.getByRole('grid')).toBeInViewport({ ratio: 1 });
    await hand.press(month.getByRole('button', { name: /^понедельник/ }).last());
    await expect(month).toBeHidden();
    const zone = page.getByRole('combobox', { name: 'Часовой пояс' });
    await hand.pick(zone, 'екат', 'Екатеринбург (UTC+5)');
    await expect(zone).toHaveValue('Екатеринбург (UTC+5)');
    await expect(page.getByText('Рассылка отправится сама').filter({ visible: true })).toBeVisible();
  });
});
