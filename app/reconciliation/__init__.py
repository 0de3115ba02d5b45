"""Everyone who arrived is accounted for: the ledger of people, the columns of counts, and every difference in words."""
