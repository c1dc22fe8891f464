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
    attention
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

  query MailingCounts(
    $all: MailingFilter
    $attention: MailingFilter
    $created: MailingFilter
    $scheduled: MailingFilter
    $running: MailingFilter
    $completed: MailingFilter
  ) {
    all: mailings(first: 1, filter: $all) {
      totalCount
    }
    attention: mailings(first: 1, filter: $attention) {
      totalCount
    }
    scheduled: mailings(first: 1, filter: $scheduled) {
      totalCount
    }
    created: mailings(first: 1, filter: $created) {
      totalCount
    }
    running: mailings(first: 1, filter: $running) {
      totalCount
    }
    completed: mailings(first: 1, filter: $completed) {
      totalCount
    }
  }

  mutation DeleteMailing($id: ID!, $onlyIfRestorable: Boolean = true) {
    deleteMailing(id: $id, onlyIfRestorable: $onlyIfRestorable)
  }

  mutation RestoreMailing($id: ID!) {
    restoreMailing(id: $id) {
      id
    }
  }
`;
