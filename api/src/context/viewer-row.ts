import type { Actor } from './actor.ts';
import type { Context } from './context.ts';

// Keyed by the actor, which all copies of a context share.
const rows = new WeakMap<Actor, object>();

/** Keeps the row that authenticated the viewer, so that it need not be read again. */
export const keepViewerRow = ({ actor }: Context, row: object) => void rows.set(actor, row);

/** The viewer's row as of the beginning of the request; undefined once something may have changed. */
export const viewerRowOf = ({ actor }: Context) => rows.get(actor);

/** From now on the viewer is read again. */
export const forgetViewerRow = ({ actor }: Context) => void rows.delete(actor);
