import Dataset
struct Commentary { let world: World; let asOf: CivilDate; var files: [(path: String, bytes: [UInt8])] { [] } }
