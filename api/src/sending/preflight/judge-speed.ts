import { type Fault, warning } from '../../errors/domain-error.ts';
import type { MessageSource } from '../../messages/rendering/compile-message.ts';
import { rendering } from '../../messages/rendering/rendering.ts';

/** Fewer mails take no time that anybody notices. */
const MANY_PEOPLE = 10_000;

/**
 * Tells that the text part of every mail is made from its HTML one by one, which a text part of the author's own
 * would spare.
 */
export async function judgeSpeed(
  key: string,
  { source, people }: { source: MessageSource; people: number },
): Promise<Fault[]> {
  if (people < MANY_PEOPLE || source.format === 'TEXT' || source.textPart) return [];
  const isSlow = async (one: MessageSource) => (await rendering.plan(key, one)).way === 'APART';
  const isForText = (await isSlow(source)) && !(await isSlow({ ...source, textPart: '.' }));
  return isForText ? [warning('PREFLIGHT_SLOW', ['message', 'body'])] : [];
}
