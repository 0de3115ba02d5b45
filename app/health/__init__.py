"""The health of the people who are here, in its own vault: screening, visits, isolation, referrals, papers."""
