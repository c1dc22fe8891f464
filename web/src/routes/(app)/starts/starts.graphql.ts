export const starts = /* GraphQL */ `
  query Starts(
    $first: Int
    $after: String
    $last: Int
    $before: String
    $filter: MailingStartFilter
    $ownerId: ID
  ) {
    armedMailings(first: 50, ownerId: $ownerId) {
      nodes {
        ...ArmedRow
      }
      totalCount
    }
    mailingStarts(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      nodes {
        ...StartRow
      }
      pageInfo {
        ...Page
      }
      totalCount
    }
  }

  fragment ArmedRow on Mailing {
    id
    name
    nextRunAt
    timeZone
    isActive
    interval {
      id
      name
      every
      unit
    }
    owner {
      id
      fullName
    }
    viewerCan {
      launch
      cancel
    }
  }

  fragment StartRow on MailingStart {
    id
    dueAt
    handledAt
    outcome
    missedCount
    problems {
      message
    }
    mailing {
      id
      name
      status
      owner {
        id
        fullName
      }
      viewerCan {
        launch
      }
    }
  }

  mutation DisarmMailing($id: ID!) {
    disarmMailing(id: $id) {
      id
      status
      nextRunAt
    }
  }
`;
