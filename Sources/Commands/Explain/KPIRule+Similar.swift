extension KPIRule {
  /// Of similar won deals.
  static let similar: [KPIRule] = [
    KPIRule(
      "similar",
      "The won deals most like this one in the fields that tell won from lost, and how they stood at its age."),
    KPIRule("similar.basis", "What the listed deals have in common with this one."),
    KPIRule("similar.reason", "Why the basis is what it is."),
    KPIRule("similar.size", "How many won deals are compared with."),
    KPIRule(
      "similar.factors",
      "The fields that are compared, with weights by how much of won or lost each explains in the training set."),
    KPIRule(
      "similar.deals",
      "The won deals by similarity: Σ W·A / Σ W over the fields that this deal has, in ten-thousandths."),
    KPIRule("similar.age", "The days from the creation of this deal to the day of the report."),
    KPIRule("similar.benchmark", "The KPIs of the listed deals when they were as old as this one."),
    KPIRule("similar.pace", "The interactions up to each day of age, of this deal and of the listed ones."),
  ]
}
