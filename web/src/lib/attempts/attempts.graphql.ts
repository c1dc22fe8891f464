export const attempts = /* GraphQL */ `
  query Attempts($first: Int, $after: String, $last: Int, $before: String, $filter: AttemptFilter) {
    attempts(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      nodes {
        ...AttemptRow
      }
      pageInfo {
        ...Page
      }
      totalCount
      totalCountIsExact
    }
  }

  fragment AttemptRow on Attempt {
    id
    mailing {
      id
      name
    }
    runNumber
    triggerType
    recipient {
      id
      fullName
    }
    email
    status
    serverResponse
    smtpCode
    server
    attemptedAt
  }
`;
