import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { accessOf, EntityAccess } from '../../access/viewer-can.ts';
import { ownerAsSeen } from '../../accounts/owner-as-seen.ts';
import { User } from '../../accounts/user.entity.ts';
import type { Context } from '../../context/context.ts';
import { Problem, problemOf } from '../../errors/problem.ts';
import { connectionOf } from '../../paging/connection.ts';
import { PageArgs } from '../../paging/page-args.ts';
import { paginate } from '../../paging/paginate.ts';
import { visibleDomains } from '../sender.access.ts';
import { DkimAlgorithm, DkimKey, SenderDomain } from '../sender-domain.entity.ts';
import { AddSenderDomainInput, SenderFilter } from '../sender.inputs.ts';
import { keysOfDomain, ownedWhere } from '../sender.queries.ts';
import { addSenderDomain } from './add-sender-domain.ts';
import { checkSenderDomain } from './check-sender-domain.ts';
import { deleteSenderDomain } from './delete-sender-domain.ts';
import { rotateDkimKey } from './rotate-dkim-key.ts';

const SenderDomainConnection = connectionOf(SenderDomain);
const anId = { description: 'The id of the domain.' };

@Resolver(() => SenderDomain)
export class SenderDomainResolver {
  @Query(() => SenderDomainConnection, { description: 'The domains that the viewer may see, by name.' })
  senderDomains(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => SenderFilter, {
      nullable: true,
      description: 'Only domains that match this filter. Defaults to all.',
    })
    filter?: SenderFilter,
  ) {
    const where = ownedWhere<SenderDomain>(visibleDomains(ctx.actor), filter);
    return paginate(ctx, SenderDomain, { where, sort: { field: 'domain', direction: 'ASC' }, args });
  }

  @Mutation(() => SenderDomain, {
    description:
      "Adds a domain to send from, with a DKIM key. It is verified when the key's record is found in DNS.",
  })
  addSenderDomain(
    @Ctx() ctx: Context,
    @Arg('input', () => AddSenderDomainInput, { description: 'The domain.' }) input: AddSenderDomainInput,
  ) {
    return addSenderDomain(ctx, input);
  }

  @Mutation(() => SenderDomain, {
    complexity: 2000,
    description:
      'Checks the DNS records of a domain now, which takes some seconds. They are also checked every hour.',
  })
  checkSenderDomain(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return checkSenderDomain(ctx, id);
  }

  @Mutation(() => SenderDomain, {
    description:
      'Creates another DKIM key for a domain. Mails are signed with the current key until the record of the new one is found in DNS. Fails with CONFLICT while another new key waits for that.',
  })
  rotateDkimKey(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'The id of the domain.' }) id: string,
    @Arg('algorithm', () => DkimAlgorithm, {
      defaultValue: 'RSA',
      description:
        'The algorithm of the key. A key with another algorithm does not replace the first, but signs beside it.',
    })
    algorithm: DkimAlgorithm,
  ) {
    return rotateDkimKey(ctx, { id, algorithm });
  }

  @Mutation(() => ID, {
    description: 'Deletes a domain with its keys. Mails from it are not signed any more. Returns its id.',
  })
  deleteSenderDomain(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return deleteSenderDomain(ctx, id);
  }

  @FieldResolver(() => User, {
    description:
      'The owner of the domain. Without the permission to see users, only id and fullName are available.',
  })
  owner(@Root() domain: SenderDomain, @Ctx() ctx: Context) {
    return ownerAsSeen(ctx, domain.owner);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the DNS record of one of its keys was found.' })
  async isVerified(@Root() domain: SenderDomain, @Ctx() ctx: Context) {
    const keys = await keysOfDomain(ctx).load(domain.id);
    return keys.some(({ seenAt, retiredAt }) => seenAt != null && retiredAt == null);
  }

  @FieldResolver(() => [DkimKey], { description: 'Its keys, newest first.' })
  keys(@Root() domain: SenderDomain, @Ctx() ctx: Context) {
    return keysOfDomain(ctx).load(domain.id);
  }

  @FieldResolver(() => [Problem], {
    description: 'The problems of its DNS records at the last check, and what to change.',
  })
  problems(@Root() domain: SenderDomain, @Ctx() ctx: Context) {
    return domain.faults.map((problem) => problemOf(ctx.locale, problem));
  }

  @FieldResolver(() => EntityAccess, { description: 'What the viewer may do with it.' })
  viewerCan(@Root() domain: SenderDomain, @Ctx() ctx: Context) {
    return accessOf(ctx.actor, domain);
  }
}
