extension SourceGuide {
  static let mail = SourceGuide(
    kind: .mail, summary: "mail archives: mbox, Maildir, .eml files, or Microsoft Graph messages as JSON",
    text: """
      MAIL: mail archives

      A report needs no CRM: people at --internal-domain are the team, everybody else is a contact, and
      each company's domain an account. Only headers are read (who, when, the subject, what it answers),
      never a body. An mbox of any size is read in constant memory beside what the report needs of each
      message.

      1. Get the mail into a file or folder
         Gmail, Google Workspace  takeout.google.com, "Mail" only: one .mbox. It may stay gzipped.
         Thunderbird              the folder "Mail" or "ImapMail" of the profile (Help, Troubleshooting
                                  Information, Profile Folder): one mbox a mail folder.
         Apple Mail               choose mailboxes, Mailbox, Export Mailbox: folders with an mbox each.
         Any IMAP server          mbsync or offlineimap copies it into Maildirs; leave out Junk and Trash.
         Outlook's .pst files     readpst -r -o mail archive.pst (Debian: pst-utils): folders with an mbox each.
         Single messages          a folder of .eml files.
         Exchange, Microsoft 365  Microsoft Graph, with the permission Mail.Read (the bodies stay there):

           GET https://graph.microsoft.com/v1.0/users/USER/messages?$top=500
               &$select=id,internetMessageId,conversationId,conversationIndex,subject,sentDateTime,
               receivedDateTime,from,sender,toRecipients,ccRecipients,bccRecipients,replyTo,isDraft,
               internetMessageHeaders

           Save each answer as a file of its own (1.json, 2.json, …) and go on with its @odata.nextLink
           until there is none. Answers of /messages/delta do as well. Do so for each member of the team,
           into one folder: a message that several of them have counts once.

      2. Look at what is in it, and make the report

           rapport check mail:inbox.mbox --internal-domain example.com
           rapport generate mail:inbox.mbox --internal-domain example.com --time-zone Europe/Berlin

         With a CRM, name both; a message that both have counts once, as the CRM has it:

           rapport generate dataverse:export mail:inbox.mbox --internal-domain example.com

      What is left out, and said: messages from mailing lists, automatic answers and bounces (unless the
      config has include_bulk: true), drafts, files that are no mail, and messages that cannot be dated. A
      message is dated by Date; by the newest Received where Date is missing, before 1970, or more than a
      day after that. A sender that a list wrote over ("Ana Roy via list") is the person in
      X-Original-From or Reply-To, else the name alone. Messages marked private, personal or
      company-confidential (Sensitivity) are private.

      Headers are decoded by GMime, which is loaded when the first message is read: Debian and Ubuntu have
      it in the package libgmime-3.0-0. JSON of Microsoft Graph needs nothing.

      """)
}
