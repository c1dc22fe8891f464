export const preview = /* GraphQL */ `
  query PreviewMessage($input: PreviewMessageInput!) {
    previewMessage(input: $input) {
      subject
      html
      text
      size
      problems {
        code
        message
        path
        severity
      }
    }
  }
`;
