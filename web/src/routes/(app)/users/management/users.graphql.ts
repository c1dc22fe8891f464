export const users = /* GraphQL */ `
  query Users(
    $first: Int
    $after: String
    $last: Int
    $before: String
    $filter: UserFilter
    $orderBy: UserOrder
    $mayListGroups: Boolean!
  ) {
    users(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
      nodes {
        ...UserRow
      }
      pageInfo {
        ...Page
      }
      totalCount
    }
    groups @include(if: $mayListGroups) {
      id
      name
    }
  }

  fragment UserRow on User {
    id
    email
    fullName
    isActive
    isSuperuser
    awaitsApproval
    isLimited
    emailConfirmedAt
    lastLoginAt
    createdAt
    groups {
      id
      name
    }
  }

  query UserCounts($search: String, $groupId: ID) {
    all: users(first: 1, filter: { search: $search, groupId: $groupId }) {
      totalCount
    }
    active: users(first: 1, filter: { search: $search, groupId: $groupId, isActive: true }) {
      totalCount
    }
    blocked: users(first: 1, filter: { search: $search, groupId: $groupId, isActive: false }) {
      totalCount
    }
    waiting: users(first: 1, filter: { search: $search, groupId: $groupId, awaitsApproval: true }) {
      totalCount
    }
  }

  query GroupChoices {
    groups {
      id
      name
    }
  }

  mutation CreateUser($input: CreateUserInput!) {
    createUser(input: $input) {
      id
      email
    }
  }
`;
