class HostileReport: pass
