import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context/context.ts';
import { connectionOf } from '../paging/connection.ts';
import { PageArgs } from '../paging/page-args.ts';
import { paginate } from '../paging/paginate.ts';
import { AuditEntry } from './audit-entry.entity.ts';
import { AuditFilter } from './audit.inputs.ts';
import { auditWhere } from './audit.queries.ts';

const AuditEntryConnection = connectionOf(AuditEntry);

@Resolver(() => AuditEntry)
export class AuditResolver {
  @Query(() => AuditEntryConnection, {
    description:
      'The audit log, newest first: who did what. Superusers see all of it, others what was done to mailings.',
  })
  auditEntries(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => AuditFilter, {
      nullable: true,
      description: 'Only those that match; all unless given.',
    })
    filter?: AuditFilter,
  ) {
    return paginate(ctx, AuditEntry, {
      where: auditWhere(ctx, filter),
      sort: { field: 'id', direction: 'DESC' },
      args,
    });
  }
}
