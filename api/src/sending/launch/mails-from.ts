import { Field, ObjectType } from 'type-graphql';
import { type Context, loaderOf } from '../../context/context.ts';
import type { Mailing } from '../../mailings/mailing.entity.ts';
import { findSenderOf } from './find-sender-of.ts';

@ObjectType({
  description: 'The sender in the mails of a mailing: name and addresses.',
  simpleResolvers: true,
})
export class MailsFrom {
  @Field(() => String, { description: 'The name that recipients see.' })
  name!: string;

  @Field(() => String, { description: 'The address that mails come from.' })
  address!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The address for replies; null if it is the same address.',
  })
  replyTo?: string | null;
}

/**
 * The sender that a launch now would freeze: the chosen one, else the owner's default, else the
 * installation's address.
 */
export const mailsFrom = loaderOf<Mailing, MailsFrom>(async (ctx, mailings) => {
  const senders = await Promise.all(mailings.map((mailing) => findSenderOf(ctx).load(mailing)));
  return Promise.all(
    mailings.map(async (mailing, index) => senders[index] ?? (await ofInstallation(ctx, mailing))),
  );
});

async function ofInstallation({ mailFrom }: Context, { owner }: Mailing): Promise<MailsFrom> {
  const { fullName, email } = await owner.loadOrFail();
  return { name: fullName || mailFrom.name, address: mailFrom.address, replyTo: email };
}
