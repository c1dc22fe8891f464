export const reports = /* GraphQL */ `
  query Reports(
    $statistics: StatisticsFilter!
    $runs: MailingRunFilter!
    $first: Int
    $after: String
    $last: Int
    $before: String
  ) {
    statistics(filter: $statistics) {
      from
      to
      timeZone
      attempts
      succeeded
      failed
      unknown
      sentCount
      byDay {
        date
        succeeded
        failed
        unknown
      }
      byMailing(first: 10) {
        mailing {
          id
          name
        }
        runs
        succeeded
        failed
        unknown
      }
      deletedMailings {
        mailings
        succeeded
        failed
        unknown
      }
      byOwner(first: 10) {
        owner {
          id
          fullName
          email
        }
        mailings
        succeeded
        failed
        unknown
      }
      byDomain(first: 10) {
        domain
        succeeded
        failed
        unknown
      }
      topErrors(first: 10) {
        reason
        serverResponse
        count
      }
    }
    mailingRuns(first: $first, after: $after, last: $last, before: $before, filter: $runs) {
      totalCount
      pageInfo {
        ...Page
      }
      nodes {
        id
        runNumber
        status
        triggerType
        startedAt
        finishedAt
        counts {
          ...Counts
        }
        mailing {
          id
          name
          owner {
            id
            fullName
            email
          }
        }
      }
    }
  }
`;
