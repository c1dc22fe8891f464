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
