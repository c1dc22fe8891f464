import type { App } from '../context/app.ts';
import { createGroups } from '../users/groups/create-groups.ts';
import { createIntervals } from '../mailings/intervals/create-intervals.ts';

/** Creates the groups and intervals of a new installation. Safe to repeat. */
export async function initialise(app: App): Promise<{ groups: number; intervals: number }> {
  const em = app.orm.em.fork();
  return { groups: await createGroups(em), intervals: await createIntervals(em, app.config.locale) };
}
