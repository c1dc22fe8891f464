export const home = /* GraphQL */ `
  query Overview {
    overview {
      mailingCount
      activeMailingCount
      uniqueRecipientCount
      sentCount
      posts {
        ...PostCard
      }
    }
  }

  query Home($from: DateTime!, $before: DateTime!) {
    overview {
      added(from: $from) {
        mailings
        recipients
      }
      addedBefore: added(from: $before, to: $from) {
        mailings
        recipients
      }
      mailingCount
      activeMailingCount
      uniqueRecipientCount
      sentCount
      posts {
        ...PostCard
      }
    }
    month: statistics(filter: { from: $from }) {
      attempts
      succeeded
      failed
      byDay {
        date
        succeeded
        failed
        unknown
      }
    }
    monthBefore: statistics(filter: { from: $before, to: $from }) {
      succeeded
    }
    mailings(first: 6, filter: { status: RUNNING }) {
      nodes {
        ...SendingNow
      }
    }
    attention: mailings(first: 5, filter: { needsAttention: true }) {
      nodes {
        id
        name
        attention
        runs(first: 1) {
          nodes {
            id
            counts {
              ...Counts
            }
          }
        }
      }
      totalCount
    }
    armedMailings(first: 5) {
      nodes {
        id
        name
        nextRunAt
        timeZone
        interval {
          id
          name
          every
          unit
        }
      }
      totalCount
    }
    mailingRuns(first: 6) {
      nodes {
        id
        runNumber
        status
        startedAt
        finishedAt
        counts {
          ...Counts
        }
        mailing {
          id
          name
        }
      }
    }
  }

  query SendingNow($first: Int!) {
    mailings(first: $first, filter: { status: RUNNING }) {
      nodes {
        ...SendingNow
      }
    }
  }

  fragment SendingNow on Mailing {
    id
    name
    currentRun {
      ...RunProgress
    }
  }
`;
