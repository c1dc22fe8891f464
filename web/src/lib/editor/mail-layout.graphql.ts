export const mailLayout = /* GraphQL */ `
  query MailLayout {
    mailLayout {
      ...MailLayout
    }
  }

  fragment MailLayout on MailLayout {
    accent
    ground
    font
    logoUrl
    logoAlt
    logoWidth
  }

  mutation UpdateMailLayout($input: UpdateMailLayoutInput!) {
    updateMailLayout(input: $input) {
      ...MailLayout
    }
  }
`;
