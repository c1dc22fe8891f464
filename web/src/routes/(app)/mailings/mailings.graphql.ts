export const mailings = /* GraphQL */ `
  query Mailings(
    $first: Int
    $after: String
    $last: Int
    $before: String
    $filter: MailingFilter
    $orderBy: MailingOrder
  ) {
    mailings(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
      nodes {
        ...MailingRow
      }
      pageInfo {
        ...Page
      }
      totalCount
    }
  }

  fragment Page on PageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }

  fragment MailingRow on Mailing {
    id
    name
    status
    isActive
    startAt
    timeZone
    nextRunAt
    interval {
      id
    }
    createdAt
    owner {
      id
      fullName
    }
    currentRun {
      ...RunProgress
    }
    runs(first: 1) {
      nodes {
        ...RunProgress
      }
    }
    viewerCan {
      edit
      delete
    }
  }

  query MailingCounts($search: String, $ownerId: ID) {
    all: mailings(first: 1, filter: { search: $search, ownerId: $ownerId }) {
      totalCount
    }
    created: mailings(first: 1, filter: { search: $search, ownerId: $ownerId, status: CREATED }) {
      totalCount
    }
    running: mailings(first: 1, filter: { search: $search, ownerId: $ownerId, status: RUNNING }) {
      totalCount
    }
    completed: mailings(first: 1, filter: { search: $search, ownerId: $ownerId, status: COMPLETED }) {
      totalCount
    }
  }

  mutation DeleteMailing($id: ID!) {
    deleteMailing(id: $id)
  }
`;
