import * as v from 'valibot';
import type { Context } from '../../context/context.ts';
import { fault, unauthenticated } from '../../errors/domain-error.ts';
import { text, validated } from '../../input/validation.ts';
import { ThreadEnded } from '../../platform/threads/endable-thread.ts';
import { ThreadPool } from '../../platform/threads/thread-pool.ts';
import type { ReadMjml } from './html-of-mjml.ts';

/** Beside this file in the sources, beside the program when it is built. */
const program = new URL(
  import.meta.url.endsWith('.ts') ? './mjml-thread.ts' : './mjml-thread.js',
  import.meta.url,
);
const pool = new ThreadPool(program);

const MOST_MJML = 500_000;
/** In milliseconds. Beyond 500 sections MJML takes longer, and much more for each further one. */
const DEADLINE = 3000;

const given = v.object({ mjml: text(MOST_MJML) });

/**
 * Converts MJML to the HTML of a message, in a thread that can be terminated. What would be lost, or takes too long, is
 * among the faults. `deadline` is how long it may take, in milliseconds.
 */
export async function convertMjml(
  ctx: Context,
  input: { mjml: string },
  deadline = DEADLINE,
): Promise<ReadMjml> {
  if (ctx.actor.id === null) throw unauthenticated();
  const { mjml } = validated(given, input);
  try {
    return await pool.ask<ReadMjml>({ mjml }, { key: String(ctx.actor.id), deadline });
  } catch (error) {
    if (!(error instanceof ThreadEnded)) throw error;
    return { html: null, faults: [fault('MJML_TOO_HEAVY', ['mjml'])] };
  }
}
