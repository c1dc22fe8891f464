import type { Page } from '@playwright/test';
import type { World } from './fill.ts';
import type { MainPage } from './measure-page.ts';

/** The pages that are open all day, with what people do there first. */
export function mainPages({ mailingId, liveMailingId, messageId }: World): MainPage[] {
  return [
    { name: 'home', path: '/', acts: [openDrawer, closeByKey, openPalette, type('news'), closeByKey] },
    { name: 'mailings', path: '/mailings/', acts: [openRowMenu, closeByKey, selectFirst, type('x')] },
    {
      name: 'a sent mailing',
      path: `/mailings/${mailingId}/`,
      acts: [openTab('Deliveries'), openTab('Overview')],
    },
    {
      name: 'a mailing that is being sent',
      path: `/mailings/${liveMailingId}/`,
      acts: [openTab('Attempts'), openTab('Overview'), openDrawer, closeByKey],
    },
    {
      name: 'recipients',
      path: '/recipients/',
      acts: [openRowMenu, closeByKey, selectFirst, search, type('ivan')],
    },
    {
      name: 'the editor',
      path: `/messages/${messageId}/`,
      acts: [tap('textbox', 'Subject'), type('More '), tap('textbox', 'Text'), type('Dear reader')],
    },
    { name: 'statistics', path: '/reports/', acts: [openDrawer, closeByKey, tap('slider', 'By day')] },
  ];
}

type Act = MainPage['acts'][number];

const tap =
  (role: 'textbox' | 'slider', name: string): Act =>
  (page) =>
    page.getByRole(role, { name }).tap();
const type =
  (text: string): Act =>
  (page) =>
    page.keyboard.type(text, { delay: 60 });
const openTab =
  (name: string): Act =>
  (page) =>
    page.getByRole('main').getByRole('link', { name }).first().tap();
const openDrawer: Act = (page) => page.getByRole('button', { name: 'More', exact: true }).tap();
const openPalette: Act = (page) => page.getByRole('button', { name: /^Search or jump/ }).tap();
const closeByKey: Act = (page) => page.keyboard.press('Escape');
const openRowMenu: Act = (page) => page.locator('[data-row-menu]').first().tap();
const selectFirst: Act = (page) => firstRow(page).getByRole('checkbox').check();
const search: Act = (page) => page.getByRole('searchbox').tap();
const firstRow = (page: Page) => page.locator('tr[data-row]').first();
