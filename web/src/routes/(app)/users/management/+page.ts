import { UsersDocument, type UserOrderField } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { may } from '#lib/shell/viewer.ts';
import { pagingOf } from '#lib/url/paging.ts';
import { oneOf, textOf } from '#lib/url/read-params.ts';
import { sortingOf } from '#lib/url/sorting.ts';
import type { PageLoad } from './$types.js';

const sortable: readonly [UserOrderField, ...UserOrderField[]] = ['CREATED_AT', 'EMAIL', 'LAST_LOGIN_AT'];

export const load: PageLoad = async (event) => {
  const { searchParams } = event.url;
  const { viewer } = await event.parent();
  const state = oneOf(searchParams, 'state', ['active', 'blocked', 'waiting']);
  const filter = {
    search: textOf(searchParams, 'q'),
    isActive: state === 'active' ? true : state === 'blocked' ? false : null,
    awaitsApproval: state === 'waiting' ? true : null,
    groupId: textOf(searchParams, 'group'),
  };
  const orderBy = sortingOf(searchParams, sortable, { field: 'CREATED_AT', direction: 'DESC' });
  const { users, groups } = await query(event, {
    document: UsersDocument,
    variables: {
      ...pagingOf(searchParams),
      filter,
      orderBy,
      mayListGroups: may(viewer, 'view_group'),
    },
    touchedBy: ['User', 'Group'],
  });
  return { users, groups, filter, state, orderBy };
};
