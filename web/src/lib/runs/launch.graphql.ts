export const launch = /* GraphQL */ `
  query AudiencePreview($input: PreviewAudienceInput!) {
    previewAudience(input: $input) {
      count
      leftOut {
        reason
        count
      }
    }
  }

  query Preflight($mailingId: ID!, $scope: SendScope!) {
    preflight(mailingId: $mailingId, scope: $scope) {
      problems {
        code
        message
        path
        severity
      }
      checkedCount
      failureCount
      failures {
        recipientId
        email
        message
      }
      gapCount
      gaps {
        recipientId
        email
        message
      }
      spamScore {
        score
        requiredScore
        symbols {
          name
          score
          description
        }
      }
      seconds
    }
  }

  mutation LaunchSend($input: LaunchSendInput!) {
    launchSend(input: $input) {
      ...RunProgress
    }
  }

  mutation PauseRun($id: ID!) {
    pauseRun(id: $id) {
      ...RunProgress
    }
  }

  mutation ResumeRun($id: ID!) {
    resumeRun(id: $id) {
      ...RunProgress
    }
  }

  mutation CancelRun($id: ID!) {
    cancelRun(id: $id) {
      ...RunProgress
    }
  }

  mutation ResolveUnknown($runId: ID!, $resolution: UnknownResolution!, $deliveryIds: [ID!]) {
    resolveUnknown(runId: $runId, resolution: $resolution, deliveryIds: $deliveryIds) {
      ...RunProgress
    }
  }
`;
