export const webhooks = /* GraphQL */ `
  query Webhooks {
    webhooks {
      ...WebhookRow
    }
  }

  query Webhook(
    $id: ID!
    $first: Int
    $after: String
    $last: Int
    $before: String
    $filter: WebhookCallFilter
  ) {
    webhook(id: $id) {
      ...WebhookRow
      calls(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
        nodes {
          ...WebhookCallRow
        }
        pageInfo {
          ...Page
        }
        totalCount
      }
    }
  }

  fragment WebhookRow on Webhook {
    id
    url
    events
    disabledAt
    disabledAs
    failingSince
    succeededAt
    createdAt
  }

  fragment WebhookCallRow on WebhookCall {
    id
    createdAt
    event
    messageId
    status
    tries
    nextTryAt
    responseCode
    response
    took
    triedAt
    body
  }

  mutation CreateWebhook($input: CreateWebhookInput!) {
    createWebhook(input: $input) {
      webhook {
        ...WebhookRow
      }
      secret
    }
  }

  mutation UpdateWebhook($id: ID!, $input: UpdateWebhookInput!) {
    updateWebhook(id: $id, input: $input) {
      ...WebhookRow
    }
  }

  mutation RotateWebhookSecret($id: ID!) {
    rotateWebhookSecret(id: $id) {
      webhook {
        id
      }
      secret
    }
  }

  mutation DeleteWebhook($id: ID!) {
    deleteWebhook(id: $id)
  }

  mutation TestWebhook($id: ID!) {
    testWebhook(id: $id) {
      id
      status
    }
  }

  mutation ReplayWebhookCall($id: ID!) {
    replayWebhookCall(id: $id) {
      id
      status
      nextTryAt
      tries
    }
  }
`;
