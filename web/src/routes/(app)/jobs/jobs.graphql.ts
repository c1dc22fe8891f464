export const jobs = /* GraphQL */ `
  query Jobs($first: Int, $after: String, $last: Int, $before: String, $filter: JobRunFilter) {
    jobs {
      ...JobRow
    }
    mailServers {
      ...MailServerRow
    }
    jobRuns(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      nodes {
        ...JobRunRow
      }
      pageInfo {
        ...Page
      }
      totalCount
    }
  }

  fragment JobRow on Job {
    id: name
    name
    description
    schedule
    isPaused
    isPausable
    isStoreAway
    waitingCount
    nextRunAt
    lastRunAt
    lastFinishedAt
    lastError
  }

  fragment MailServerRow on MailServerState {
    id: label
    label
    connections
    resumesAt
    pauseMessage
    refusedRuns
  }

  fragment JobRunRow on JobRun {
    id
    jobName
    status
    startedAt
    finishedAt
    result
  }

  mutation PauseJob($name: String!) {
    pauseJob(name: $name) {
      ...JobRow
    }
  }

  mutation ResumeJob($name: String!) {
    resumeJob(name: $name) {
      ...JobRow
    }
  }

  mutation RunJob($name: String!) {
    runJob(name: $name) {
      ...JobRow
    }
  }
`;
