extension SourceGuide {
  static let dataverse = SourceGuide(
    kind: .dataverse, summary: "Microsoft Dataverse (Dynamics 365 Sales): Web API, Synapse Link or a data package",
    text: ##"""
      DATAVERSE: Microsoft Dataverse, the data of Dynamics 365 Sales

      Three kinds of export are read, each as a folder, and told apart by what is in it. All give the same report.

      1. WEB API: JSON files as the API answers, any number of pages for each table. With curl, jq and the Azure CLI
         (your user needs to be allowed to read these tables; nothing is written):

        ORG=https://yourorg.crm4.dynamics.com
        SINCE=2025-01-01
        TOKEN=$(az account get-access-token --resource "$ORG" --query accessToken -o tsv)
        mkdir -p export
        get() {   # all pages of a table
          url="$ORG/api/data/v9.2/$1?$2"; page=1
          while [ -n "$url" ]; do
            curl -sSfg "$url" -o "export/$1-$page.json" -H "Authorization: Bearer $TOKEN" \
              -H 'Prefer: odata.include-annotations="*",odata.maxpagesize=5000' || return
            url=$(jq -r '."@odata.nextLink" // empty' "export/$1-$page.json"); page=$((page + 1))
          done
        }
        WHO='$select=participationtypemask,addressused,ispartydeleted,_partyid_value'
        DONE="createdon%20ge%20$SINCE"
        ACT='subject,createdon,statecode,statuscode,_ownerid_value,_regardingobjectid_value'
        WHEN='scheduledstart,scheduledend,actualstart,actualend,scheduleddurationminutes,actualdurationminutes'
        get systemusers '$select=fullname,internalemailaddress,domainname,jobtitle,_businessunitid_value&$expand=teammembership_association($select=name,isdefault,teamtype)'
        get teams '$select=name,isdefault,teamtype'
        get transactioncurrencies '$select=isocurrencycode'
        get accounts '$select=name,industrycode,_ownerid_value,_primarycontactid_value'
        get contacts '$select=fullname,emailaddress1,emailaddress2,emailaddress3,jobtitle,_parentcustomerid_value,_ownerid_value'
        get leads '$select=subject,fullname,companyname,emailaddress1,statecode,createdon,leadsourcecode,_parentcontactid_value,_ownerid_value'
        get opportunities '$select=name,statecode,statuscode,stepname,estimatedvalue,actualvalue,createdon,estimatedclosedate,actualclosedate,_customerid_value,_parentaccountid_value,_parentcontactid_value,_transactioncurrencyid_value,_ownerid_value'
        get connections '$select=_record1id_value,_record2id_value,_record1roleid_value,_record2roleid_value,statecode'
        get emails "\$select=$ACT,senton,directioncode,messageid,inreplyto,conversationindex,baseconversationindexhash,_correlatedactivityid_value,_parentactivityid_value,isemailfollowed,opencount,linksclickedcount,attachmentopencount,lastopenedtime&\$expand=email_activity_parties($WHO)&\$filter=$DONE"
        get appointments "\$select=$ACT,$WHEN,instancetypecode,isalldayevent,ismapiprivate,globalobjectid,originalstartdate&\$expand=appointment_activity_parties($WHO)&\$filter=$DONE"
        get phonecalls "\$select=$ACT,$WHEN,directioncode&\$expand=phonecall_activity_parties($WHO)&\$filter=$DONE"
        get tasks "\$select=$ACT,$WHEN&\$expand=task_activity_parties($WHO)&\$filter=$DONE"

         Add columns of your own to $select of accounts, leads and opportunities: those with a publisher's prefix
         (new_region) and choices become fields that similar won deals are compared by. The annotations (Prefer)
         say which table a lookup points to and what options are called; without them numbers stay numbers.

      2. SYNAPSE LINK: the container of an Azure Synapse Link (CSV, not Delta) with its model.json. Link the tables
         systemuser, team, teammembership, transactioncurrency, account, contact, lead, opportunity, connection,
         email, appointment, phonecall, task and activityparty, then copy the container, OptionsetMetadata too:

        az storage blob download-batch --account-name YOURLAKE --auth-mode login -s dataverse-yourorg -d export

      3. CONFIGURATION MIGRATION: data.xml (or the zip that holds it) of the Configuration Migration tool or of

        pac data export --schemaFile schema.xml --dataFile export.zip

      Then:

        rapport check export
        rapport generate export --time-zone Europe/Berlin --internal-domain example.com

      Mail that nobody tracked comes from a mail archive beside it: rapport generate export mail:archive.mbox
      A mail or meeting that is in both counts once.

      What is taken from where: names and addresses of users, contacts and leads; the team of a user from the team
      that the user is a member of, else the business unit; stakeholders and sales team from connections. Drafts,
      pending and failed mails did not occur. A task without end has no day and is left out, with a message.

      """##)
}
