export const mailing = /* GraphQL */ `
  query Mailing($id: ID!) {
    mailing(id: $id) {
      id
      name
      status
      startAt
      endAt
      timeZone
      updatedAt
      nextRunAt
      attention
      nextRuns(first: 3)
      interval {
        id
        name
        every
        unit
      }
      message {
        id
        subject
        format
      }
      recipients(first: 5) {
        nodes {
          id
          email
          fullName
        }
        totalCount
      }
      lists {
        id
        name
      }
      segments {
        id
        name
      }
      audienceCount
      failedAudienceCount
      allowedHours {
        days
        from
        until
      }
      mailsFrom {
        name
        address
        replyTo
      }
      isActive
      disabledAt
      disabledBy {
        fullName
      }
      disabledReason
      owner {
        id
        fullName
      }
      currentRun {
        ...RunProgress
      }
      runs(first: 20) {
        nodes {
          ...RunProgress
          startedBy {
            fullName
          }
        }
        totalCount
      }
      problems {
        code
        message
        path
        severity
      }
      viewerCan {
        edit
        delete
        launch
        pause
        resume
        cancel
        reopen
        disable
        enable
      }
    }
  }

  query CurrentRunOf($id: ID!) {
    mailing(id: $id) {
      id
      updatedAt
      runs(first: 1) {
        nodes {
          id
        }
      }
    }
  }

  query FirstOfList($listId: ID!) {
    recipients(first: 1, filter: { listId: $listId, status: ACTIVE }) {
      nodes {
        id
      }
    }
  }

  query RunFailures($id: ID!) {
    mailingRun(id: $id) {
      id
      nextRetryAt
      failures {
        reason
        state
        count
        serverResponse
      }
    }
  }

  query RunDeliveries(
    $id: ID!
    $first: Int
    $after: String
    $last: Int
    $before: String
    $filter: DeliveryFilter
  ) {
    mailingRun(id: $id) {
      id
      runNumber
      counts {
        ...Counts
      }
      deliveries(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
        nodes {
          ...DeliveryRow
        }
        pageInfo {
          ...Page
        }
        totalCount
        totalCountIsExact
      }
    }
  }

  fragment DeliveryRow on Delivery {
    id
    email
    state
    tries
    nextTryAt
    sentAt
    skipReason
    lastResponse
    events {
      ...MailEventRow
    }
    recipient {
      id
      fullName
    }
  }

  mutation ReopenMailing($id: ID!) {
    reopenMailing(id: $id) {
      id
      status
    }
  }

  mutation CancelMailing($id: ID!) {
    cancelMailing(id: $id) {
      id
      status
    }
  }

  mutation DisableMailing($id: ID!, $reason: String) {
    disableMailing(id: $id, reason: $reason) {
      id
      isActive
    }
  }

  mutation EnableMailing($id: ID!) {
    enableMailing(id: $id) {
      id
      isActive
    }
  }
`;
