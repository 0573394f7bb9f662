/// The texts of the commentary. They name KPIs by path where a figure would be out of date a week later.
extension Commentary {
  var index: String {
    """
    ## This week

    Two things before the numbers: **answer what waits for us first**, and put a next step on every deal that has none.

    - [x] Price list from the 1st is out
    - [ ] Every deal with a close date in the past gets a new one, or is closed
    - [ ] Second contact for the deals that hang on one person

    Large deals take longer than we plan for[^1]. If the customer has gone quiet, a call helps more than a third mail.

    [^1]: Of the deals that we lost in the last year, most went quiet on *our* side first.

    """
  }

  func healthyDeal(_ deal: Deal) -> String {
    """
    ## Where we stand

    The customer is with us: health is {{health.score}}, and in the last 60 days there was contact on
    {{window.active_days}} days. They wrote {{interactions.customer.email}} mails, we wrote
    {{interactions.team.email}}.

    | Question | Who decides | State |
    |:---------|:------------|------:|
    | Budget | Finance | approved |
    | Interfaces | IT | open |
    | Start date | Operations | proposed |

    ![Use of the depot by weekday: fullest on Wednesday and Thursday, at 93 and 90 percent](depot-use.png)

    The depot is fullest in the middle of the week, so the change has to fall on a weekend[^depot].

    - [x] Site visit
    - [x] Figures of last year received
    - [ ] Reference call with another customer
    - [ ] ~~Discount for early signature~~ not needed

    [^depot]: Counted by the customer in one ordinary week.

    """
  }

  func ghostedDeal(_ deal: Deal) -> String {
    """
    They opened our mails and did not answer: {{engagement.opened}} of {{engagement.followed}} followed mails were
    opened. Procurement is said to be busy with the year-end audit, so no new date has been set on purpose.

    > "Come back to us in three weeks." (assistant, by phone)

    We try the **technical evaluator** next, not the buyer.

    """
  }

  func awaitingDeal(_ deal: Deal) -> String {
    """
    ## Open on our side

    1. Answer the customer's last mail: waiting since {{waiting.team.since}}
    2. Delivery dates from the plant
    3. Then the contract, version 4

    Our usual time to answer here is {{response.team.median}} (median).

    """
  }

  func overdueDeal(_ deal: Deal) -> String {
    """
    The estimated close date, {{details.estimated_close_on}}, has passed: their board moved the decision to its next
    meeting. Nothing else has changed; the value is still {{details.estimated_value}}.

    """
  }

  func wonDeal(_ deal: Deal) -> String {
    """
    ## Why we won

    - one answer a day, every day
    - the consultant was on site **before** the offer
    - two people on their side who wanted it

    We spent {{seconds_spent.team}} of our time on it.

    """
  }

  func accountPlan(_ account: Account) -> String {
    """
    ## Account plan

    | Goal | Until | Owner |
    |:-----|:------|:------|
    | Meet the new managing director | this quarter | \(world.users[account.owner].name) |
    | Service contract for all depots | next year | \(world.users[account.owner].name) |

    More about how we plan accounts: <https://intranet.\(World.domain)/accounts>

    """
  }

  func contactNote(_ contact: Contact) -> String {
    """
    Prefers the phone before ten, and short mails. Speaks for the depots; the budget is decided elsewhere.

    """
  }

  func leadNote(_ lead: Lead) -> String {
    """
    Asked for \(lead.product.rawValue.lowercased()) at first. *Next:* find out who decides, and whether
    the budget is for this year.

    """
  }
}
