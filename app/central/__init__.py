"""The centre: takes in the bundles of many sites, answers each with a receipt, and can be counted beside them."""
