export const runProgress = /* GraphQL */ `
  fragment Counts on DeliveryCounts {
    total
    pending
    sending
    sent
    deferred
    failed
    skipped
    unknown
  }

  fragment RunProgress on MailingRun {
    id
    runNumber
    status
    scope
    triggerType
    pauseReasons
    pauseMessage
    heldUntil
    counts {
      total
      pending
      sending
      sent
      deferred
      failed
      skipped
      unknown
    }
    messagesPerSecond
    estimatedFinishAt
    waitsUntil
    problems {
      code
      message
    }
    startedAt
    finishedAt
  }

  subscription WatchRun($id: ID!) {
    mailingRun(id: $id) {
      ...RunProgress
    }
  }
`;
