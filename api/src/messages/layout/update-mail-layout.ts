import * as v from 'valibot';
import type { Context } from '../../context/context.ts';
import { unauthenticated } from '../../errors/domain-error.ts';
import { oneOf, optionalLine, validated } from '../../input/validation.ts';
import { findMailLayout } from './find-mail-layout.ts';
import { MailFont, MailLayout } from './mail-layout.entity.ts';
import type { UpdateMailLayoutInput } from './mail-layout.inputs.ts';

const colour = v.pipe(v.string('COLOUR_WRONG'), v.toLowerCase(), v.regex(/^#[0-9a-f]{6}$/, 'COLOUR_WRONG'));
const address = v.pipe(optionalLine(2000), v.regex(/^https?:\/\/[^\s"'<>]+$/i, 'IMAGE_ADDRESS_WRONG'));

const layoutPatch = v.partial(
  v.object({
    accent: colour,
    ground: colour,
    font: oneOf(MailFont),
    logoUrl: v.nullable(address),
    logoAlt: optionalLine(200),
    logoWidth: v.pipe(v.number(), v.minValue(16, 'OUT_OF_RANGE'), v.maxValue(536, 'OUT_OF_RANGE')),
  }),
);

/** Changes the given parts of the look of the actor's mails. */
export async function updateMailLayout(ctx: Context, input: UpdateMailLayoutInput): Promise<MailLayout> {
  if (ctx.actor.id === null) throw unauthenticated();
  const owner = ctx.actor.id;
  const patch = validated(layoutPatch, input);
  const { accent, ground, font, logoUrl, logoAlt, logoWidth } = await findMailLayout(ctx);
  return ctx.em.upsert(MailLayout, { owner, accent, ground, font, logoUrl, logoAlt, logoWidth, ...patch });
}
