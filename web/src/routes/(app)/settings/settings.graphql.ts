export const settings = /* GraphQL */ `
  query Settings {
    installation {
      version
      nodeVersion
      databaseVersion
      settings {
        id: key
        key
        value
        isSecret
        isSet
      }
    }
    sendingLimits {
      ...Limits
    }
  }

  fragment Limits on SendingLimits {
    messagesPerSecond
    connections
  }

  mutation SetSendingLimits($input: SetSendingLimitsInput!) {
    setSendingLimits(input: $input) {
      ...Limits
    }
  }
`;
