import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context/context.ts';
import { connectionOf } from '../paging/connection.ts';
import { PageArgs } from '../paging/page-args.ts';
import { paginate } from '../paging/paginate.ts';
import { AuditEntry } from './audit-entry.entity.ts';
import { AuditFilter } from './audit.inputs.ts';
import { describeDetails } from './describe-details.ts';
import { auditWhere } from './audit.queries.ts';

const AuditEntryConnection = connectionOf(AuditEntry);

@Resolver(() => AuditEntry)
export class AuditResolver {
  @Query(() => AuditEntryConnection, {
    description: 'The audit log, newest first. Superusers see all of it, others only actions on mailings.',
  })
  auditEntries(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => AuditFilter, {
      nullable: true,
      description: 'Only entries that match this filter. Defaults to all.',
    })
    filter?: AuditFilter,
  ) {
    return paginate(ctx, AuditEntry, {
      where: auditWhere(ctx, filter),
      sort: { field: 'id', direction: 'DESC' },
      args,
    });
  }

  @FieldResolver(() => String, {
    description: "The details in words of the viewer's language; empty if there are none.",
  })
  summary(@Root() entry: AuditEntry, @Ctx() ctx: Context) {
    return describeDetails(ctx.locale, entry.details);
  }
}
