export const home = /* GraphQL */ `
  query Overview {
    overview {
      mailingCount
      activeMailingCount
      uniqueRecipientCount
      sentCount
    }
  }

  query Home {
    overview {
      mailingCount
      activeMailingCount
      uniqueRecipientCount
      sentCount
    }
    mailings(first: 6, filter: { status: RUNNING }) {
      nodes {
        ...SendingNow
      }
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
    status
    isActive
    nextRunAt
    timeZone
    currentRun {
      ...RunProgress
    }
  }
`;
