import type { Actor } from './actor.ts';
import type { Context } from './context.ts';

// By the actor, who is one and the same in all copies of a context.
const rows = new WeakMap<Actor, object>();

/** Keeps the row that the viewer was found by, so that nobody has to ask for it again. */
export const keepViewerRow = ({ actor }: Context, row: object) => void rows.set(actor, row);

/** The viewer's row as of the beginning of the request; undefined once something may have changed. */
export const viewerRowOf = ({ actor }: Context) => rows.get(actor);

/** From now on the viewer is read anew. */
export const forgetViewerRow = ({ actor }: Context) => void rows.delete(actor);
